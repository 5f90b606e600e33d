"""What an annual report holds, as plain frozen data: one module for each kind of section."""

from reports.content.drawing import Drawing
from reports.content.entries import EntriesGroup, EntriesSection, Entry
from reports.content.figures import Cell, Column, FiguresSection, FigureTable, FigureTheme, FurtherTable, Row
from reports.content.glance import GlanceSection, Step, Tile
from reports.content.learning import LearningSection, Part, Piece
from reports.content.narrative import NarrativePart, NarrativeSection, PlainTable
from reports.content.priorities import Action, Commitment, PrioritiesSection, Priority
from reports.content.provenance import Origin
from reports.content.report import FORMAT, LANGUAGE, Colours, Correction, Partnership, Report, Section, Trail
from reports.content.structure import Partner, StructureNode, StructureSection

__all__ = [
    "FORMAT",
    "LANGUAGE",
    "Action",
    "Cell",
    "Colours",
    "Column",
    "Commitment",
    "Correction",
    "Drawing",
    "EntriesGroup",
    "EntriesSection",
    "Entry",
    "FigureTable",
    "FigureTheme",
    "FiguresSection",
    "FurtherTable",
    "GlanceSection",
    "LearningSection",
    "NarrativePart",
    "NarrativeSection",
    "Origin",
    "Part",
    "Partner",
    "Partnership",
    "Piece",
    "PlainTable",
    "PrioritiesSection",
    "Priority",
    "Report",
    "Row",
    "Section",
    "Step",
    "StructureNode",
    "StructureSection",
    "Tile",
    "Trail",
]
