from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import Texts
from vigie.publishing.document import Prose, Verbatim
from vigie.publishing.words import Voice
from vigie.workflows.voices import RememberingVoice


def test_a_sentence_is_worked_out_once_and_said_alike() -> None:
    voice = Voice(load_knowledge(), "fr")
    remembering = RememberingVoice(voice)
    sentences = [Verbatim("Étude"), Prose(Texts(fr="Deux mots", en="Two words")), Verbatim("Étude")]
    assert [remembering.say(one) for one in sentences] == [voice.say(one) for one in sentences]
    assert len(remembering.said) == 2
    assert remembering.language == "fr"
    assert remembering.text(sentences[1]) == "Deux mots"


def test_the_same_words_in_another_language_are_another_sentence() -> None:
    remembering = RememberingVoice(Voice(load_knowledge(), "fr"))
    french, english = Verbatim("Chat", "fr"), Verbatim("Chat", "en")
    assert remembering.say(french) != remembering.say(english)
