"""The reporting years that there can be, for years and for periods alike. Pure."""

# The calendar years in which the first and the last of them begin. Anything beyond is a slip of the finger, and a year
# once opened stays for good.
FIRST_YEAR = 1900
LAST_YEAR = 2200
