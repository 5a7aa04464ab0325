"""Figures as a person reads them: shares in per cent."""

from __future__ import annotations

from typing import Any

SHAPES = ("exact", "soft", "micro")


def table(figures: dict[str, Any]) -> str:
    """All parts of the figures that are there, one under the other."""
    parts = (
        ("attributions", _attributions),
        ("speakers", _speakers),
        ("dates", _dates),
        ("extras", _extras),
        ("names", _names),
        ("verify", _verify),
        ("rank", _rank),
        ("aligned", _aligned),
        ("drift", _drift),
    )
    return "\n".join(line for name, show in parts if name in figures for line in show(figures[name])) + "\n"


def _pc(value: float) -> str:
    return f"{100 * value:6.1f}"


def _attributions(o: dict[str, Any]) -> list[str]:
    lines = [
        f"documents {o['docs']} (missing {o['docs_missing']}, unknown {o['docs_unknown']}), tokens {o['tokens']}, "
        f"gold left out {o['dont_care']}",
        f"{'':10}{'gold':>6}{'pred':>7}" + "".join(f"   {s + ' P':>7}{'R':>7}{'F1':>7}" for s in SHAPES),
    ]
    for role in ("content", "source", "cue"):
        k = o[role]
        cells = "".join("    " + " ".join(_pc(k[s][x]) for x in ("p", "r", "f1")) for s in SHAPES)
        lines.append(f"{role:10}{k['gold']:6}{k['pred']:7}{cells}")
    for name in ("any", "0.3", "0.8"):
        k = o[f"match@{name}"]
        lines.append(f"content found, coverage > {name:4}  P {_pc(k['p'])}  R {_pc(k['r'])}  F1 {_pc(k['f1'])}")
    k = o["source_given_content"]
    lines.append(
        f"source given a matched content (n={k['n']}): overlap {_pc(k['overlap'])}  exact {_pc(k['exact'])}  "
        f"Dice {_pc(k['dice'])};  silent where gold has none (n={k['no_source_n']}): {_pc(k['no_source_silent'])}"
    )
    lines.append(f"type right, of matched: {_pc(o['type_accuracy'])}")
    lines += [
        f"  {name:9} gold {k['gold']:5}  found {_pc(k['found'])}  soft R {_pc(k['soft_r'])}"
        f"  exact R {_pc(k['exact_r'])}  source overlap {_pc(k['source_overlap'])}"
        for name, k in o["by_type"].items()
    ]
    lines += [
        f"  {rule:40} fired {k['pred']:5}  matched {_pc(k['matched'])}  exact {_pc(k['exact'])}"
        for rule, k in sorted(o["by_rule"].items(), key=lambda item: -item[1]["pred"])
    ]
    return lines


def _speakers(o: dict[str, Any]) -> list[str]:
    return [
        f"speaker right: {_pc(o['speaker_given_match'])} of matched, {_pc(o['speaker_of_all'])} of all",
        f"anonymous: P {_pc(o['anonymous_p'])}  R {_pc(o['anonymous_r'])}  F1 {_pc(o['anonymous_f1'])}",
        f"parent right: {_pc(o['parent_right'])} (n={o['counts']['parent_gold']}), "
        f"false parents: {_pc(o['parent_false_rate'])}",
    ]


def _dates(o: dict[str, Any]) -> list[str]:
    span = o["span"]
    return [
        f"date spans: gold {o['gold']}, predicted {o['pred']}, left out {o['left_out']}: "
        f"P {_pc(span['p'])}  R {_pc(span['r'])}  F1 {_pc(span['f1'])}",
        f"values of {o['paired']} paired: right {o['right']} ({_pc(o['right_of_paired'])}), precision mismatch "
        f"{o['precision_mismatch']}, year supplied {o['year_supplied']}, wrong {o['wrong']}",
        f"false alarms {o['false_alarms']}, of them traps {o['traps']}; span and value right, of all gold: "
        f"{_pc(o['right_of_all'])}",
    ]


def _extras(o: dict[str, Any]) -> list[str]:
    lines = []
    if "stance" in o:
        lines.append(f"stance: macro-F1 {_pc(o['stance']['macro_f1'])}  accuracy {_pc(o['stance']['accuracy'])}")
        lines += _classes(o["stance"]["by"])
    if "source_class" in o:
        lines.append(f"source class: accuracy {_pc(o['source_class']['accuracy'])}")
        lines += _classes(o["source_class"]["by"])
    if "hedges" in o:
        k = o["hedges"]
        lines.append(f"hedges, words: P {_pc(k['p'])}  R {_pc(k['r'])}  F1 {_pc(k['f1'])}")
    if "voice" in o:
        lines.append(f"voice of sentences: accuracy {_pc(o['voice']['accuracy'])}")
        lines += _classes(o["voice"]["by"])
    if "needs_source" in o:
        k = o["needs_source"]
        lines.append(
            f"what needs a source ({k['gold']} of {k['sentences']} sentences): average precision "
            f"{_pc(k['average_precision'])}"
        )
    return lines


def _names(o: dict[str, Any]) -> list[str]:
    return [
        f"names, {part}: found {_pc(k['found'])} of {k['same']}; merged {_pc(k['different_merged'])} of "
        f"{k['different']} different, {100 * k['chance_merged']:.2f} of {k['chance_pairs']} chance pairs"
        for part, k in o.items()
    ]


def _verify(o: dict[str, Any]) -> list[str]:
    changes, strength, place, false = o["changes"], o["strength"], o["place"], o["false_verbatim"]
    return [
        f"cases {o['cases']} (missing {o['missing']}, unknown {o['unknown']}): verdict right {_pc(o['right'])}",
        *(f"  {kind:14} n {k['n']:4}  right {_pc(k['right'])}" for kind, k in o["by_kind"].items()),
        *(f"  {lang:14} n {k['n']:4}  right {_pc(k['right'])}" for lang, k in o["by_lang"].items()),
        *(f"  given for another: {which:44} {count:4}" for which, count in o["confused"].items()),
        f"called verbatim and is not: {false['count']} of {false['n']}",
        f"changed facts {changes['n']}: found {_pc(changes['found'])}, right kind {_pc(changes['typed'])}; "
        f"cases with one too many {_pc(changes['extra'])}",
        *(
            f"  {kind:14} n {k['n']:4}  found {_pc(k['found'])}  right kind {_pc(k['typed'])}"
            for kind, k in changes["by_kind"].items()
        ),
        f"graded words {strength['n']}: found {_pc(strength['found'])}, reversed {_pc(strength['reversed'])}; others "
        f"{strength['others_n']}: found {_pc(strength['others_found'])}; false alarms {_pc(strength['false_alarms'])} "
        f"of {strength['plain']}",
        f"places {place['n']}: told {_pc(place['told'])}, right {_pc(place['right'])}, overlap "
        f"{_pc(place['overlap'])}; several places {place['several']}: all told {_pc(place['all_of_several'])}",
    ]


def _rank(o: dict[str, Any]) -> list[str]:
    return [
        f"originals looked for {o['queries']} (missing {o['missing']}): first {_pc(o['r@1'])}  in the first five "
        f"{_pc(o['r@5'])}  mean reciprocal rank {_pc(o['mrr'])}"
    ]


def _aligned(o: dict[str, Any]) -> list[str]:
    return [
        f"documents laid along one another, {o['sentences']} sentences: found {_pc(o['found'])}, right of those given "
        f"{_pc(o['right'])}"
    ]


def _drift(o: dict[str, Any]) -> list[str]:
    return [
        f"changed numbers {o['altered']} (missing {o['missing']}): found {_pc(o['found'])}; false alarms "
        f"{_pc(o['false_alarms'])} of {o['untouched']}",
        *(f"  {kind:14} n {k['n']:4}  found {_pc(k['found'])}" for kind, k in o["by_kind"].items()),
    ]


def _classes(by: dict[str, dict[str, float]]) -> list[str]:
    return [
        f"  {name:14} gold {k['gold']:5}  P {_pc(k['p'])}  R {_pc(k['r'])}  F1 {_pc(k['f1'])}" for name, k in by.items()
    ]
