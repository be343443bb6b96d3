"""The model map: what it says, and each fault in it as one sentence."""

from pathlib import Path

import pytest

from inbetween.catalog.models import MODELS
from inbetween.domain.errors import OperatorError
from inbetween.domain.spec import MediaKind, Need
from inbetween.engines.weights import Lora, Weights
from inbetween.offers.model_map import ModelMap, read_map

A14B = '[weights.big]\nkind = "a14b"\nfolder = "A14B"\n'
ENDS = '[weights.ends]\nkind = "flf2v"\nfolder = "/models/FLF2V"\n'


def _map(folder: Path, text: str, engine: str = "tween") -> ModelMap:
    path = folder / "weights.toml"
    path.write_text(text)
    return read_map(path, engine)


def _need(*kinds: MediaKind, effect: str | None = None, seconds: int = 5) -> Need:
    return Need(kinds=frozenset(kinds), effect=effect, seconds=seconds)


def test_without_a_map_one_engine_renders_everything() -> None:
    offers = read_map(None, "still").offers
    assert {offers.of(model, _need("first_frame")).engine for model in MODELS} == {"still"}
    assert [offer.name for offer in offers] == ["still"]


def test_models_that_are_not_in_the_map_stay_with_the_engine(tmp_path: Path) -> None:
    offers = _map(tmp_path, A14B + '[models]\n"wan2.2-kf2v-flash" = "big"').offers
    assert offers.of("wan2.2-kf2v-flash", _need("first_frame", "last_frame")).name == "big"
    assert offers.of("wan2.7-i2v", _need("first_frame")).name == "tween"
    assert [offer.engine for offer in offers] == ["tween", "wan"]


def test_every_name_of_a_model_is_served_alike(tmp_path: Path) -> None:
    offers = _map(tmp_path, ENDS + '[models]\n"wan2.1-kf2v-plus" = "ends"').offers
    aliases = [name for name, model in MODELS.items() if model.identity == "wanx2.1-kf2v-plus"]
    assert len(aliases) == 3
    assert {offers.of(name, _need("first_frame", "last_frame")).name for name in aliases} == {"ends"}


def test_of_several_the_first_that_can_renders_and_else_the_first_says_what_it_cannot(tmp_path: Path) -> None:
    """FLF2V makes five seconds between two frames and nothing else; the tween engine takes the rest."""
    offers = _map(tmp_path, A14B + ENDS + '[models]\n"wan2.7-i2v" = ["ends", "big", "tween"]').offers
    by = {
        name: offers.of("wan2.7-i2v", need).name
        for name, need in {
            "ends": _need("first_frame", "last_frame"),
            "longer": _need("first_frame", "last_frame", seconds=6),
            "first": _need("first_frame"),
            "clip": _need("first_clip", "last_frame"),
            "sound": _need("first_frame", "driving_audio"),
        }.items()
    }
    assert by == {"ends": "ends", "longer": "big", "first": "big", "clip": "big", "sound": "tween"}
    alone = _map(tmp_path, ENDS + '[models]\n"wan2.7-i2v" = "ends"').offers
    assert alone.of("wan2.7-i2v", _need("first_frame")).name == "ends"


def test_weights_of_another_generation_stand_in(tmp_path: Path) -> None:
    offers = _map(tmp_path, A14B + '[models]\n"wan2.7-i2v" = "big"\n"wan2.2-i2v-plus" = "big"').offers
    (big,) = offers.for_model("wan2.7-i2v")
    assert (big.stands_in_for("wan2.7-i2v"), big.stands_in_for("wan2.2-i2v-plus")) == (True, False)
    assert not offers.default.stands_in_for("wan2.7-i2v")


def test_an_effect_is_its_weights_with_a_lora_and_words_of_its_own(tmp_path: Path) -> None:
    text = (
        A14B
        + 'loras = [{path = "fast.safetensors", expert = "high"}]\n[models]\n"wanx2.1-i2v-plus" = "big"\n'
        + '[effects.squish]\nweights = "big"\nprompt = "It is squeezed."\nloras = [{path = "/l/s", strength = 0.8}]'
    )
    offers = _map(tmp_path, text).offers
    squish = offers.of("wanx2.1-i2v-plus", _need("first_frame", effect="squish"))
    (big,) = offers.for_model("wanx2.1-i2v-plus")
    assert squish is big  # one set of weights, and one child
    assert squish.weights
    assert squish.weights.effects["squish"].prompt == "It is squeezed."
    assert squish.weights.for_effect("squish").loras == (
        Lora(path=tmp_path / "fast.safetensors", expert="high"),
        Lora(path=Path("/l/s"), strength=0.8),
    )
    assert offers.of("wanx2.1-i2v-plus", _need("first_frame", effect="melt")).name == "tween"
    assert offers.by_whom_effect("squish") == squish


def test_an_entry_comes_back_from_json_as_it_was(tmp_path: Path) -> None:
    text = A14B + (
        'mode = "fp8"\nsigmas = [1.0, 0.9375, 0.8333, 0.625]\nguidance = 1\nshift = 5\nfps = "native"\n'
        'sound = "procedural"\ndevices = ["cuda:0", "cuda:1"]\noptions = {keep_seconds = 5}\n'
        'loras = [{path = "a"}]\n[models]\n"wan2.2-i2v-plus" = "big"\n'
        '[effects.melt]\nweights = "big"\nprompt = "It melts."\nloras = [{path = "b", expert = "low"}]'
    )
    (offer,) = _map(tmp_path, text).offers.for_model("wan2.2-i2v-plus")
    weights = offer.weights
    assert weights
    assert Weights.from_json(weights.to_json()) == weights
    assert weights.guidance == (1, 1)
    assert weights.paths == (tmp_path / "A14B", tmp_path / "a", tmp_path / "b")
    assert offer.capabilities.makes_sound


FAULTS = {
    "[weights": "is no TOML",
    "[weight.big]": "weight is no key of a model map; it should be weights, or one of weights, remotes, models",
    '[weights.big]\nkind = "a14b"\nmood = 1': r"weights\.big\.mood is no key of a model map; it should be mode, or ",
    A14B + 'mode = "fp4"': r"weights\.big: mode: 'fp4' is none of exact, ",
    A14B + 'mode = "exact+cache"': r"weights\.big: mode: exact and cache exclude each other",
    A14B + 'attention = "fast"': r"weights\.big: attention: 'fast' is none of auto, cudnn, ",
    A14B + 'attention = "sage"': r"attention: sage has 8 bits, which mode 'exact' excludes; add attention8",
    A14B + 'attention = "flash"\nmode = "attention8"': r"flash has 16 bits, which mode 'attention8' excludes; leave",
    '[weights.big]\nengine = "ltx"\nfolder = "L"\nmode = "fp8"': "mode and attention: LTX-2 is computed as",
    A14B + 'fps = "30"': r"weights\.big\.fps is wrong: input should be 'contract' or 'native' \(it is '30'\)",
    A14B + 'steps = "40"': r"weights\.big\.steps is wrong: input should be a valid integer \(it is '40'\)",
    A14B + "guidance = [1, 2, 3]": "a number, or one for high and low noise",
    A14B + "sigmas = [0.5, 1]": r"weights\.big\.sigmas is wrong: they should fall",
    A14B + "sigmas = [1, 0.5]\nsteps = 3": "there are 2 sigmas; leave steps away",
    A14B + "loras = [{strength = 1}]": r"weights\.big\.loras\.0\.path is missing; give it",
    A14B + 'devices = ["gpu"]': r"weights\.big\.devices\.0 is wrong",
    '[weights.big]\nkind = "vace"': r"weights\.big: kind is vace; it should be one of flf2v, i2v, a14b, ti2v",
    "[weights.big]\nsteps = 4": r"weights\.big: folder is missing; give the weights' folder",
    '[weights.big]\nfolder = "none"': r"weights\.big: .*none is not a folder",
    '[weights.big]\nengine = "nobody"': r"weights\.big\.engine is wrong: it should be one of tween",
    '[weights.big]\nengine = "stil"': r"weights\.big\.engine is wrong: it should be still, or one of tween",
    '[weights.big]\nengine = "still"\nsteps = 4': r"weights\.big\.steps is wrong: the engine still loads no weights",
    A14B + 'devices = ["cuda:0", "cuda:0"]': r"weights\.big\.devices is wrong: it should name each device once",
    A14B + "options = {most_pixels = 1}": r"weights\.big: options\.most_pixels is 1; the options are keep_seconds, ",
    A14B + 'options = {pairs = "yes"}': r"weights\.big: options\.pairs is 'yes'; it should be true or false",
    ENDS + "boundary = 0.9": r"weights\.ends: boundary is 0\.9; weights of the kind flf2v have one expert",
    ENDS + "guidance = [5, 3]": r"weights\.ends: guidance is \[5\.0, 3\.0\]; weights of the kind flf2v have one",
    ENDS + 'loras = [{path = "l", expert = "low"}]': r"weights\.ends: the expert of a LoRA is low; weights of the kind",
    '[weights.big]\nkind = "a14b"\nfolder = "."\nloras = [{path = "l"}]': r"big\.loras\.0\.path is wrong: .* is not a",
    ENDS + '[models]\n"wan2.2-i2v-plus" = "ends"': "of what wan2.2-i2v-plus is asked for it can make nothing",
    A14B + '[models]\n"wan2.7-i2v" = ["big", "big"]': "it should name each once",
    '[weights.tween]\nkind = "a14b"': r"weights\.tween is wrong: an engine has that name",
    '[weights."a b"]\nkind = "a14b"': r"weights\.a b is wrong",
    A14B + '[models]\nwan9 = "big"': "there is no such model",
    A14B
    + '[models]\n"wan2.7-i2v" = "small"': r'models\."wan2\.7-i2v" is wrong: it should be .*one of big, tween, still',
    A14B + '[models]\n"wan2.7-i2" = "big"': r"there is no such model; it should be wan2\.7-i2v, or one of ",
    A14B
    + '[effects.squich]\nweights = "big"\nprompt = "p"': "there is no such effect; it should be squish, or one of ",
    A14B
    + '[weights.held]\nengine = "still"\n[effects.melt]\nweights = "held"\nprompt = "p"': "it should be one of big",
    A14B
    + ENDS
    + '[models]\n"wan2.7-i2v" = ["big", "ends"]\n[children]\nwarm = ["big", "ends"]': "resident allows 1 with weights",
    A14B + '[models]\n"wan2.7-i2v" = []': "it should name weights",
    A14B + '[models]\n"wan2.1-kf2v-plus" = "big"\nwanx-kf2v = "big"': r"wan2\.1-kf2v-plus is the same model",
    A14B + '[effects.jump]\nweights = "big"\nprompt = "p"': "there is no such effect",
    A14B + '[effects.melt]\nweights = "big"': r"effects\.melt\.prompt is missing",
    A14B
    + '[effects.melt]\nweights = "tween"\nprompt = "p"': r"effects\.melt\.weights is wrong: it should be one of big",
    ENDS + '[effects.melt]\nweights = "ends"\nprompt = "p"': "an effect has one picture, and they need two",
    A14B + '[children]\nwarm = ["big"]': r"children\.warm is wrong: it should name what a model",
    A14B + "[children]\nresident = 0": r"children\.resident is wrong: .*\(it is 0\)",
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_one_sentence_with_file_key_value_and_what_to_do(tmp_path: Path, text: str) -> None:
    with pytest.raises(OperatorError, match=FAULTS[text]) as error:
        _map(tmp_path, text)
    assert str(tmp_path / "weights.toml") in error.value.message
    assert "\n" not in error.value.message


def test_a_map_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match=r"cannot be read \(No such file or directory\); check INBETWEEN_WEIGHTS"):
        read_map(tmp_path / "none.toml", "tween")


def test_the_engine_is_chosen_by_what_the_folder_was_saved_from(tmp_path: Path) -> None:
    (tmp_path / "A14B").mkdir()
    index = tmp_path / "A14B" / "model_index.json"
    index.write_text('{"_class_name": "LTX2Pipeline"}')
    text = '[weights.big]\nfolder = "A14B"\n[models]\n"wan2.7-i2v" = "big"'
    assert _map(tmp_path, text).offers.for_model("wan2.7-i2v")[0].engine == "ltx"
    index.write_text('{"_class_name": "FluxPipeline"}')
    with pytest.raises(OperatorError, match=r"weights\.big\.folder: No engine here loads a folder of a FluxPipeline"):
        _map(tmp_path, text)


CLOUD = '[remotes.cloud]\ndialect = "dashscope"\nurl = "https://dashscope.example.com/api/v1"\nkey_file = "cloud.key"\n'
SERVER = '[remotes.gpu]\ndialect = "lightx2v"\nurl = "http://10.0.0.7:8000/v1"\n'


def test_a_model_may_be_served_by_another_server(tmp_path: Path) -> None:
    (tmp_path / "cloud.key").write_text("sk-theirs\n")
    models = '[models]\n"wan2.7-i2v" = "cloud"\n"wan2.2-kf2v-flash" = ["gpu", "tween"]'
    offers = _map(tmp_path, CLOUD + SERVER + models).offers
    cloud = offers.of("wan2.7-i2v", _need("first_clip", "last_frame"))
    assert (cloud.name, cloud.engine, cloud.stands_in_for("wan2.7-i2v")) == ("cloud", "remote", False)
    assert cloud.remote is not None
    assert cloud.remote.place().key == "sk-theirs"
    gpu = offers.of("wan2.2-kf2v-flash", _need("first_frame", "last_frame"))
    assert (gpu.name, gpu.stands_in_for("wan2.2-kf2v-flash")) == ("gpu", True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CLOUD, "key_file .*cloud.key cannot be read"),
        (SERVER.replace("http:", "ftp:"), "remotes.gpu.url is wrong"),
        (SERVER.replace("lightx2v", "soap"), "remotes.gpu.dialect is wrong"),
        (SERVER + 'key = "sk-in-the-map"', "remotes.gpu.key is no key of a model map"),
        (SERVER + "idempotent = true", "knows no repeated create; leave it away"),
        (SERVER.replace("lightx2v", "openai") + "fps = 24", "only the dialect lightx2v has it; leave it away"),
        (SERVER.replace("lightx2v", "dashscope") + 'fields = {a = "b"}', "the dialect dashscope has no place for them"),
        (SERVER.replace("10.0.0.7", "me:sk-in@10.0.0.7"), "remotes.gpu.url is wrong: it should hold no password"),
        (A14B.replace("big", "gpu") + SERVER, "weights or an engine have that name"),
    ],
)
def test_a_faulty_server_is_told_in_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(OperatorError, match=said) as error:
        _map(tmp_path, text)
    assert "sk-in" not in error.value.message
