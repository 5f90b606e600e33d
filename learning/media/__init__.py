"""Pictures and attachments of briefings, case studies and newsletters."""
