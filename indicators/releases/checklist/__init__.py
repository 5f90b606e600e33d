"""What is looked at before figures are published. The checks are pure; `collect` alone reads the database."""
