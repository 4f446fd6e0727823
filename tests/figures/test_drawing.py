from toolkit import bundle
from toolkit.figures.drawing import exhibit_figure, new_picture


def make_figure():
    data = bundle.Table(name="data", title="Data", columns=(), rows=())
    return bundle.Figure(
        name="test", kind="bars", title="<b>Loud</b>", measure="hours", alt="Nothing", data=data
    )


def draw(width):
    picture = new_picture(width, 40)
    picture.axes[0].text(0.123456, 0.5, "1.300 <uur>")
    return picture


def test_coordinates_are_cut_and_words_are_not():
    html = exhibit_figure(make_figure(), draw).html
    assert "1.300 &lt;uur&gt;" in html
    assert "0.123456" not in html


def test_both_widths_are_drawn_and_titles_escaped():
    html = exhibit_figure(make_figure(), draw).html
    assert html.count("<svg") == 2
    assert "<b>Loud" not in html
    assert 'id="test-wide-title"' in html
    assert 'id="test-narrow-title"' in html


def test_the_same_figure_gives_the_same_bytes():
    assert exhibit_figure(make_figure(), draw).html == exhibit_figure(make_figure(), draw).html
