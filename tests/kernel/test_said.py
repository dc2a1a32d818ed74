"""What a message says is put into a language last, with the pieces it is made of."""

import pickle

from danvan.kernel.errors import CatalogueError
from danvan.kernel.said import Said

VIETNAMESE = {
    "unknown key '{key}'{hint}": "không có khóa '{key}'{hint}",
    " (did you mean '{near}'?)": " (có phải là '{near}'?)",
    "list": "danh sách",
    "{file}, line {line}: {found}. Allowed: {allowed}.": "{file}, dòng {line}: {found}. Được phép: {allowed}.",
}
FOUND = Said("unknown key '{key}'{hint}", key="list", hint=Said(" (did you mean '{near}'?)", near="lists"))


def vietnamese(sentence):
    return VIETNAMESE.get(sentence, sentence)


def test_its_pieces_are_translated_and_the_words_of_a_file_are_not():
    assert str(FOUND) == "unknown key 'list' (did you mean 'lists'?)"
    assert FOUND.render(vietnamese) == "không có khóa 'list' (có phải là 'lists'?)"


def test_braces_in_what_fills_a_blank_stay():
    assert str(Said("the blank '{{{name}}}', {text}", name="n", text="{x}")) == "the blank '{n}', {x}"


def test_an_error_from_another_process_is_still_told_in_any_language():
    error = CatalogueError(file="list", line=3, found=FOUND, allowed=Said("lists"), check="CA01")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert str(again) == str(error) == "list, line 3: unknown key 'list' (did you mean 'lists'?). Allowed: lists."
    assert again.render(vietnamese) == "list, dòng 3: không có khóa 'list' (có phải là 'lists'?). Được phép: lists."
