"""What we use of python-docx, which is there only where reports are composed (the extra 'compose')."""

from danvan.kernel.errors import ExtraMissing

try:
    import docx
    from docx.document import Document
    from docx.enum.section import WD_ORIENT
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.shared import Twips
except ModuleNotFoundError as error:
    raise ExtraMissing(extra="compose") from error

new_document = docx.Document

__all__ = ["WD_ORIENT", "BaseOxmlElement", "Document", "OxmlElement", "PackURI", "Part", "Twips", "new_document", "qn"]
