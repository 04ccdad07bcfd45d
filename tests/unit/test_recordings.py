"""Photographs, films and sounds: what the camera told of itself is gone, and only who may see one does."""

import io
import struct

import pytest
from django.urls import reverse
from PIL import Image

from hereabouts.engines.recordings import POINTS, NotARecording, clean, path_of
from hereabouts.records.voice import changes
from hereabouts.records.voice.models import Recording
from tests.doors.things.voice import photograph
from tests.worlds import TODAY

SECRET = b"Zxqsecretmaker"


def with_exif():
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    exif.get_ifd(0x8825)[1], exif.get_ifd(0x8825)[2] = "N", (56.0, 28.0, 12.5)
    return photograph(exif=exif, comment=SECRET)


def png(text=SECRET):
    from PIL.PngImagePlugin import PngInfo

    told, out = PngInfo(), io.BytesIO()
    told.add_text("Author", text.decode())
    Image.new("RGBA", (5, 5), (0, 0, 0, 0)).save(out, "PNG", pnginfo=told)
    return out.getvalue()


def box(kind, *inside):
    told = b"".join(inside)
    return struct.pack(">I", len(told) + 8) + kind + told


def film(brand=b"isom"):
    handler = b"\0" * 8
    picture = box(b"trak", box(b"mdia", box(b"hdlr", handler, b"vide"), box(b"minf", b"frames")), box(b"udta", SECRET))
    where = box(b"trak", box(b"mdia", box(b"hdlr", handler, b"meta"), box(b"minf", SECRET)))
    head = box(b"mvhd", b"\0\0\0\0", b"\x11\x22\x33\x44" * 2, bytes(80))
    return (
        box(b"ftyp", brand, bytes(4))
        + box(b"moov", head, picture, where, box(b"udta", SECRET), box(b"meta", SECRET))
        + box(b"uuid", SECRET)
        + box(b"mdat", b"what is seen")
    )


def wave():
    chunks = [b"fmt " + struct.pack("<I", 4) + b"abcd", b"LIST" + struct.pack("<I", len(SECRET)) + SECRET]
    body = b"WAVE" + b"".join(chunks) + b"data" + struct.pack("<I", 4) + b"wave"
    return b"RIFF" + struct.pack("<I", len(body)) + body


def mp3():
    return (
        b"ID3\x04\x00\x00"
        + bytes([0, 0, 0, len(SECRET)])
        + SECRET
        + b"\xff\xfbsound"
        + b"TAG"
        + SECRET.ljust(125, b"\0")
    )


@pytest.mark.requirement("L-19")
@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (with_exif(), "photograph"),
        (png(), "photograph"),
        (film(), "film"),
        (film(b"M4A "), "audio"),
        (wave(), "audio"),
        (mp3(), "audio"),
    ],
)
def test_what_the_device_told_of_itself_is_gone(told, kind):
    assert SECRET in told
    found, _, kept = clean(told)
    assert found == kind
    assert SECRET not in kept
    if kind == "photograph":
        assert dict(Image.open(io.BytesIO(kept)).getexif()) == {}
    for seen in (b"what is seen", b"frames", b"wave", b"sound"):
        assert (seen in told) == (seen in kept)
    assert b"\x11\x22\x33\x44" not in kept  # when it was made


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"MZ nothing of ours",
        b"\xff\xd8\xff cut off",
        film()[:-9],
        b"\0\0\0\x18ftypheic" + bytes(30),
        b"RIFF\4\0\0\0WAVE",
        b"<svg/>",
    ],
)
def test_what_cannot_be_cleaned_is_refused(told):
    with pytest.raises(NotARecording):
        clean(told)


def tables(offsets, sizes):
    told = [
        struct.pack(f">{len(row)}I", *row)
        for row in ((0, len(offsets), *offsets), (0, 1, 1, 2, 1), (0, 0, len(sizes), *sizes))
    ]
    return box(b"minf", box(b"stbl", *map(box, (b"stco", b"stsc", b"stsz"), told)))


def test_where_the_camera_was_goes_from_among_the_pictures_too():
    """The track that tells it is gone, and what it told lies in the same box as the pictures."""
    told = [b"picture one, ", SECRET, b"N56.46 W2.97 ", b"picture two"]
    head = box(b"ftyp", b"isom", bytes(4))

    def made(at):
        places = at + len(told[0])
        handler = box(b"hdlr", bytes(8), b"meta")
        where = box(b"trak", box(b"mdia", handler, tables([places], [len(SECRET), len(told[2])])))
        return head + box(b"moov", where) + box(b"mdat", *told)

    film_ = made(made(0).index(b"picture one"))
    _, _, clean_ = clean(film_)
    assert len(clean_) == len(film_)
    assert SECRET not in clean_
    assert b"W2.97" not in clean_
    assert b"picture one, " in clean_
    assert b"picture two" in clean_


@pytest.mark.parametrize("kind", [b"free", b"skip", b"smta", b"XMP_", b"gps ", b"wide"])
def test_a_box_that_no_player_needs_is_emptied(kind):
    _, _, told = clean(
        box(b"ftyp", b"isom", bytes(4)) + box(kind, SECRET) + box(b"moov", box(kind, SECRET)) + box(b"mdat", b"x")
    )
    assert SECRET not in told


def test_boxes_in_boxes_without_end_are_refused():
    told = b""
    for _ in range(3000):
        told = box(b"moov", told)
    with pytest.raises(NotARecording):
        clean(box(b"ftyp", b"isom", bytes(4)) + told)


def test_a_bomb_of_a_photograph_is_refused_unopened():
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    assert POINTS < 9000 * 9000
    with pytest.raises(NotARecording, match="too many points"):
        clean(out.getvalue())


@pytest.mark.django_db
@pytest.mark.requirement("L-19")
def test_it_is_shown_only_while_they_agree_and_goes_with_them(
    as_role, partnership, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.UPLOADS = tmp_path
    by = {"by": partnership.actor("communities_officer"), "on": TODAY}
    said = changes.record(**by, place=partnership.east, words="Here", heard_on=TODAY, consents=["taking part", "show"])
    officer = as_role("communities_officer")
    sent = {"file": io.BytesIO(with_exif()), "caption": "A wet street"}
    sent["file"].name = "Margaret at 5 Quay Road.jpg"
    assert officer.post(reverse("recording-add", args=[said.pk]), sent).status_code == 302
    kept = Recording.objects.get()
    path = path_of(tmp_path, kept.token)
    assert (path.stat().st_mode & 0o777, SECRET in path.read_bytes()) == (0o600, False)
    rep = as_role("community_rep")
    page = rep.get(reverse("shown", args=[partnership.east.pk])).content.decode()
    assert "A wet street" in page
    assert "Margaret" not in page
    assert rep.get(reverse("recording", args=[kept.pk]))["Content-Type"] == "image/jpeg"
    changes.withdraw_consent(**by, contribution=said, kind="show")
    assert rep.get(reverse("recording", args=[kept.pk])).status_code == 404
    assert "A wet street" not in rep.get(reverse("shown", args=[partnership.east.pk])).content.decode()
    assert as_role("communities_officer").get(reverse("recording", args=[kept.pk])).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        changes.withdraw_consent(**by, contribution=said, kind="taking part")
    assert (Recording.objects.count(), path.exists()) == (0, False)
