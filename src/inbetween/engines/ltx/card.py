"""What LTX-2 can do, known without torch."""

from inbetween.domain.spec import Abilities
from inbetween.engines.protocol import Capabilities

PIPELINES = frozenset({"LTX2ConditionPipeline", "LTX2ImageToVideoPipeline", "LTX2Pipeline"})
"""``_class_name`` in the ``model_index.json`` of folders whose parts the condition pipeline is made of."""

CAPABILITIES = Capabilities(
    abilities=Abilities(media_sets=frozenset({frozenset({"first_frame"}), frozenset({"first_frame", "last_frame"})})),
    makes_sound=True,
    needs="a GPU, torch and diffusers (pip install 'inbetween[wan]'), and a folder of LTX-2 weights",
)
