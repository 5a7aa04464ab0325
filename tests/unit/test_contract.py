"""Results keep to the JSON Schema that the program writes."""

from __future__ import annotations

import json

import msgspec
import pytest
from jsonschema import Draft202012Validator, ValidationError

from takhrij import FailedInput, trace
from takhrij.bulk import annotate_lines
from takhrij.contract import json_schema
from takhrij.model import Failure

TEXTS = [
    "Quay closed\n\nMira Holt, 40, said on Monday that the quay was closed.\n\n“It opens soon,” she told the Harbour Post.\n",
    "إغلاق الرصيف\n\nقالت ميرا حلو مديرة الميناء يوم الاثنين إن الرصيف مغلق منذ 12 آذار 2024.\n\nونفى مصدر مطلع ذلك.\n",
]


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    return Draft202012Validator(json_schema())


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("text", TEXTS)
def test_results_keep_to_it(schema: Draft202012Validator, text: str) -> None:
    found = json.loads(msgspec.json.encode(trace(text)))
    assert found["attributions"]
    assert found["chains"]
    schema.validate(found)


def test_lines_of_annotate_keep_to_it(schema: Draft202012Validator) -> None:
    given = [json.dumps({"id": str(n), "text": text}).encode() for n, text in enumerate(TEXTS)]
    for line in annotate_lines([*given, b"{", b'{"id": "x"}'], jobs=1):
        schema.validate(json.loads(line))


def test_errors_keep_to_it_and_faults_do_not(schema: Draft202012Validator) -> None:
    good = json.loads(msgspec.json.encode(FailedInput(input="a", error=Failure(code="c", message="m", next="n"))))
    schema.validate(good)
    for bad in ({**good, "schema": "takhrij/0"}, {**good, "error": {"code": "c"}}, {"schema": "takhrij/1"}, {}):
        with pytest.raises(ValidationError):
            schema.validate(bad)


def test_every_key_is_written_also_where_it_is_empty() -> None:
    found = json.loads(msgspec.json.encode(trace("Quay closed\n\nThe quay was closed.\n")))
    parts = json_schema()["$defs"]
    assert set(found) == set(parts["Analysis"]["required"])
    assert set(found["article"]) == set(parts["Article"]["required"])


@pytest.mark.parametrize("text", TEXTS)
def test_json_goes_round(text: str) -> None:
    found = trace(text)
    assert msgspec.json.decode(msgspec.json.encode(found), type=type(found)) == found
