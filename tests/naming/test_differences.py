from coterie.naming.differences import lettered, told_apart
from coterie.naming.measures import Measure
from coterie.naming.trait import in_words, trait_of
from coterie.remarks import capital, say


def segment(orders, ends, revenue=100.0):
    few = Measure("Orders", orders, 6.0, -0.5, median=round(orders), least=ends[0], greatest=ends[1])
    return {"Orders": few, "Revenue": Measure("Revenue", revenue, 400.0, -0.6)}


def names(*segments, features=("Orders", "Revenue"), words=None, taken=()):
    traits = [tuple(trait_of(own) for own in measures.values()) for measures in segments]
    made = told_apart(traits, "Average customers", segments, features=features, words=words or {}, taken=taken)
    return [in_words(own, "Average customers") for own in made]


def orders(n, things="order"):
    return say("name.spelled_things", n=n, things=things)


def with_lower_revenue(*many):
    return [f"{capital(each)}, {say('name.lower', column='revenue')}" for each in many]


def about(column, *numbers):
    return [capital(say("name.about", column=column, number=number)) for number in numbers]


def test_counts_that_do_not_overlap_are_said_as_ranges():
    several = say("name.range", least=2, greatest=4, things="orders")
    assert names(segment(1.0, (1, 1)), segment(2.9, (2, 4))) == with_lower_revenue(orders(1), several)


def test_counts_that_overlap_are_said_about():
    fewer, more = (
        say("name.about_things", many=say("name.things", number=each, things="orders")) for each in ("1.3", "3.7")
    )
    assert names(segment(1.3, (1, 3)), segment(3.7, (3, 9))) == with_lower_revenue(fewer, more)


def test_the_catalogue_s_word_is_used():
    made = names(segment(1.0, (1, 1)), segment(2.9, (2, 4)), words={"Orders": "number of purchases"})
    several = say("name.range", least=2, greatest=4, things="purchases")
    assert made == with_lower_revenue(orders(1, "purchase"), several)


def test_numbers_get_as_many_figures_as_tell_them_apart():
    alike = [{"income": Measure("income", mean, 50_000.0, 0.5)} for mean in (50_154.7, 50_182.7)]
    assert names(*alike, features=["income"]) == about("income", "50,150", "50,180")


def test_what_one_column_leaves_alike_another_tells_apart():
    made = names(segment(1.0, (1, 1), 100.0), segment(1.0, (1, 1), 200.0), segment(3.0, (3, 3), 100.0))
    assert len(set(made)) == 3
    assert all("(" not in each for each in made)


def test_medians_that_run_against_the_means_are_left_for_the_means():
    one = {"x": Measure("x", 10.0, 50.0, -0.5, median=12.0)}
    other = {"x": Measure("x", 20.0, 50.0, -0.4, median=8.0)}
    assert names(one, other, features=["x"]) == about("x", "10", "20")


def test_a_column_that_few_have_a_value_of_tells_nobody_apart():
    one, other = ({"x": Measure("x", mean, 50.0, -0.5, known=0.4)} for mean in (10.0, 20.0))
    made = told_apart([(), ()], "Average customers", [one, other], features=["x"], words={})
    assert [in_words(each, "Average customers") for each in made] == [
        f"Average customers, {say('name.group', letter=letter)}" for letter in "AB"
    ]


def test_letters_go_on_after_z():
    assert [lettered(place) for place in (25, 26, 27)] == ["Z", "AA", "BB"]
