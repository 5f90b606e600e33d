"""Published tables as files that people and programs can use again.

Pure. `workbook` is not named here: it brings pandas, so that only the worker may load it.
"""

from indicators.exports.cells import Observation, observations
from indicators.exports.csv_file import csv_text
from indicators.exports.json_file import json_text

__all__ = ["Observation", "csv_text", "json_text", "observations"]
