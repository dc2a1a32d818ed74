"""Fields of several runs: begin, code, separate, result, end."""

from collections.abc import Mapping

from danvan.documents.docx.xml import Element, descendants, name, text_value


def result_fields(paragraph: Element) -> Mapping[Element, tuple[Element, Element]]:
    """For each run of a field that begins and ends in this paragraph, the field's first and last run; the outermost field's
    where fields nest."""
    found: dict[Element, tuple[Element, Element]] = {}
    open_runs: list[Element] = []
    gathered: list[Element] = []
    for run in descendants(paragraph, "w:r"):
        changes = [text_value(one, "w:fldCharType") for one in run if name(one) == "w:fldChar"]
        if open_runs or "begin" in changes:
            gathered.append(run)
        for change in changes:
            if change == "begin":
                open_runs.append(run)
            elif change == "end" and open_runs:
                first = open_runs.pop()
                if not open_runs:
                    found |= dict.fromkeys(gathered, (first, run))
                    gathered = []
    return found
