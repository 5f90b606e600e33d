"""What a PDF that is taken in may have, by place. Pure."""

import re

MOST_BOOKMARKS = 5_000


def _names(text: str) -> frozenset[str]:
    return frozenset(f"/{name}" for name in text.split())


# The references of a file may stand in a stream, which has keys of its own.
TRAILER = _names("Root Info ID Size Prev XRefStm Type W Index Filter Length DecodeParms")
DOCUMENT = _names(
    "Type Version Extensions Pages PageLabels Names Dests ViewerPreferences PageLayout PageMode Outlines Threads "
    "OpenAction Metadata StructTreeRoot MarkInfo Lang OutputIntents PieceInfo"
)
NAMES = _names("Dests")
PAGES = _names("Type Parent Kids Count Resources MediaBox CropBox Rotate BleedBox TrimBox ArtBox")
PAGE = _names(
    "Type Parent LastModified Resources MediaBox CropBox BleedBox TrimBox ArtBox BoxColorInfo Contents Rotate Group "
    "Thumb B Annots Metadata PieceInfo StructParents ID PZ SeparationInfo Tabs UserUnit"
)
BOOKMARKS = _names("Type First Last Count")
BOOKMARK = _names("Type Title Parent Prev Next First Last Count Dest A SE C F")
LINK = _names("Type Subtype Rect Contents P NM M F AP AS Border C CA StructParent A H Dest PA QuadPoints BS Lang Path")
ACTION = _names("Type S D SD URI IsMap")

TYPES = _names(
    "Catalog Pages Page Font FontDescriptor CIDFont XObject ExtGState Encoding CMap Pattern Shading Function Metadata "
    "Outlines Outline OutlineItem Annot StructTreeRoot StructElem MCR OBJR ObjStm XRef OutputIntent Group Halftone "
    "Mask Border Action PageLabel PageLabels ViewerPreferences Thread Bead Namespace MarkInfo DeveloperExtensions "
    "Extensions Info Resources Pagination Artifact ParentTree RoleMap ClassMap IDTree"
)
# Wherever they stand: programs, other files, moving media, layers, forms, signatures, content from elsewhere.
NEVER = _names(
    "JS JavaScript EmbeddedFiles EF AF RF XFA AcroForm AA RichMediaContent RichMediaSettings Renditions "
    "AlternatePresentations Collection OPI Ref Alternates OCProperties OCGs Requirements Perms Legal DSS "
    "NeedsRendering TemplateInstantiated PresSteps Navigator Movie Sound 3DD"
)
OTHER_ACTIONS = _names(
    "GoToR GoToE GoToDp Launch Thread Sound Movie Hide Named SubmitForm ResetForm ImportData JavaScript SetOCGState "
    "Rendition Trans GoTo3DView RichMediaExecute"
)
# Without spaces and signs that steer: what is shown of an address is where it leads.
ADDRESS = re.compile(
    r"(?i:https?://|mailto:)[^\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\\]{1,2000}"
)
