"""Is the portal alive, can it do its work, and who is told when it cannot?"""
