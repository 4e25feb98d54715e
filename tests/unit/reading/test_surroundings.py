"""How near a concept stands to a figure: the counted noun, a label, the clause, other figures between."""

from __future__ import annotations

from sources.reading.measurement.noun_phrases import counting_in
from sources.reading.measurement.proximity import LABEL, Proximity, proximity
from tests.unit.reading.documents import page_of


def around(text: str, quote: str) -> Proximity:
    """The surroundings of one figure of a sentence."""
    page = page_of(text)
    sentence = page.sentences[0]
    figure = next(f for f in sentence.figures if page.text[f.start : f.end] == quote)
    return proximity(figure, sentence, counting_in(sentence, sentence.figures))


def counted_words(text: str, quote: str) -> str:
    found = around(text, quote)
    start = text.index(quote) + len(quote)
    return text[start : found.noun_end].strip()


def test_the_counted_noun_costs_nothing() -> None:
    found = around("В районе работают 57 врачей.", "57")
    assert found.cost("doctor") == 0.0
    assert "doctor" in found.counted
    assert not found.bare


def test_a_concept_that_is_nowhere_is_infinitely_far() -> None:
    assert around("В районе работают 57 врачей.", "57").cost("bed") == float("inf")


def test_a_preposition_ends_the_counted_noun() -> None:
    assert counted_words("Принято 40 молодых врачей из соседних областей.", "40") == "молодых врачей"


def test_a_verb_ends_the_counted_noun_once_a_thing_was_named() -> None:
    assert counted_words("Здесь 110 коек введено весной.", "110") == "коек"


def test_adjectives_joined_by_and_belong_to_one_noun() -> None:
    text = "Помощь оказывают 16 государственных и частных больниц."
    assert counted_words(text, "16") == "государственных и частных больниц"


def test_the_next_figure_ends_the_counted_noun() -> None:
    assert counted_words("Купили 3 томографа 12 аппаратов.", "3") == "томографа"


def test_the_kazakh_ending_of_a_part_counts_no_noun_of_its_own() -> None:
    found = around("Ауданға келген 40 дәрігердің 11-і терапевт.", "11")
    assert found.bare


def test_a_label_before_a_dash_names_what_a_bare_figure_counts() -> None:
    found = around("Врачей — 845.", "845")
    assert (found.bare, found.label, found.cost("doctor")) == (True, True, LABEL)
    assert "doctor" in found.head


def test_a_kazakh_word_for_a_count_makes_a_label() -> None:
    found = around("Дәрігерлер саны 1 805.", "1 805")
    assert found.label
    assert found.cost("doctor") == LABEL


def test_a_label_does_not_reach_over_a_comma() -> None:
    found = around("Работают хорошие медсёстры, врачей — 845.", "845")
    assert found.cost("doctor") < found.cost("nurse")
    assert found.cost("nurse") > LABEL


def test_the_noun_of_another_figure_is_farther_than_the_own_one() -> None:
    found = around("В штате 57 врачей и 143 медсестры.", "57")
    assert found.cost("doctor") < found.cost("nurse")


def test_a_verb_behind_another_verb_is_shielded() -> None:
    found = around("Построено здание, куда закуплено 12 аппаратов.", "12")
    assert found.cost("purchased") < found.cost("build")


def test_a_russian_verb_stands_nearer_before_its_figure_and_a_kazakh_one_after_it() -> None:
    before, after = around("Пролечено 40 больных.", "40"), around("40 больных пролечено.", "40")
    assert before.cost("treated") < after.cost("treated")
    kazakh_after = around("Ауруханада 40 науқас емделді.", "40")
    kazakh_before = around("Емделді ауруханада 40 науқас.", "40")
    assert kazakh_after.cost("treated") < kazakh_before.cost("treated")


def test_a_thing_after_a_preposition_of_place_is_only_a_place() -> None:
    assert around("В 24 больницах идёт ремонт.", "24").oblique
    assert around("24 ауруханада жөндеу жүріп жатыр.", "24").oblique
    assert not around("Открыты 24 больницы.", "24").oblique


def test_concepts_from_outside_the_sentence_come_at_the_price_given() -> None:
    page = page_of("Их теперь 40.")
    sentence = page.sentences[0]
    counting = counting_in(sentence, sentence.figures)
    found = proximity(sentence.figures[0], sentence, counting, [(1.9, {"doctor"}), (1.3, {"doctor"})])
    assert found.cost("doctor") == 1.3


def test_a_thing_after_a_preposition_in_a_label_is_a_place_and_not_counted() -> None:
    found = around("В городе открыто 14 поликлиник, в районах — 9.", "9")
    assert found.counted == frozenset()
    assert found.head == frozenset()


def test_a_clause_that_opens_with_from_counts_the_whole() -> None:
    assert not around("Из 24 больниц готовы 20.", "24").oblique
    assert around("Приехали врачи из 24 больниц.", "24").oblique


def test_a_kazakh_thing_counted_stays_direct_when_the_phrase_goes_on() -> None:
    assert not around("Ауданда 17 медициналық пункт халыққа қызмет көрсетеді.", "17").oblique
    assert around("Жөндеу 24 ауруханада жүрді.", "24").oblique


def test_a_kazakh_locative_in_a_label_is_a_place_and_not_counted() -> None:
    assert "settlement" not in around("Қалаларда – 61, ауылдарда – 82.", "82").counted


def test_a_sum_told_by_the_distributive_goes_to_each() -> None:
    assert around("Врачи получили по 5 млн тенге.", "5 млн тенге").cost("per_head") == 0.0
    assert around("Дәрігерлер 5 млн теңгеден алды.", "5 млн теңгеден").cost("per_head") == 0.0
    assert around("Врачи получили 5 млн тенге.", "5 млн тенге").cost("per_head") == float("inf")


def test_what_a_whole_is_made_of_is_counted_itself() -> None:
    assert not around("Сеть состоит из 30 медпунктов.", "30").oblique


def test_a_dash_behind_a_sum_brings_its_label() -> None:
    text = "Из фонда страхования дали 40 млн тенге, 12 млн – местный бюджет."
    assert around(text, "12 млн").cost("local_budget") == LABEL
    assert around(text, "40 млн тенге").cost("local_budget") > LABEL


def test_a_verb_right_behind_a_figure_names_no_thing_and_governs_it() -> None:
    found = around("Сданы 7 объектов, ещё 12 возводятся.", "12")
    assert found.bare
    assert "build" in found.verb
    assert found.cost("build") < found.cost("commissioned")


def test_the_label_of_the_next_figure_is_its_own() -> None:
    text = "Салаға 140 млрд теңге қаралды: МӘМС қоры – 82 млрд, облыстық бюджет – 40 млрд."
    assert around(text, "140 млрд теңге").cost("osms") > around(text, "82 млрд").cost("osms") + 0.9
