"""Names resolve exactly or not at all."""

import subprocess
import sys

import pytest

from ratgap.model import Dataset
from ratgap.model.names import Names, UnknownName, fold
from ratgap.model.state import State

STATES = {
    "AB": State("AB", {"en": "Abland", "fr": "Ablande", "ru": "Абляндия"}, "ABL"),
    "BU": State("BU", {"en": "Bujland"}, "BUJ", also=("The former Republic of Buj", "Abland East")),
    "SK": State("SK", {"en": "Saint Kevin & Nova", "fr": "Saint-Kévin-et-Nova"}, "SKN"),
    "CI": State("CI", {"en": "Coast", "fr": "Côte d’Azure"}, "CIX"),
    "OS": State("OS", {"en": "Østmark"}, "OST"),
    "OC": State("OC", {"en": "Ocean (Federated Isles of)"}, "OCE", also=("Shared",)),
    "OU": State("OU", {"en": "Oust"}, "OUS", also=("Shared", "Coast")),
}


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(STATES)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("AB", "AB"),
        ("ab", "AB"),
        ("abl", "AB"),
        (" ABL ", "AB"),
        ("Abland", "AB"),
        ("ABLANDE", "AB"),
        ("абляндия", "AB"),
        ("former republic of Buj", "BU"),
        ("The Former Republic of the Buj", "BU"),
        ("St. Kevin and Nova", "SK"),
        ("St Kevin & the Nova", "SK"),
        ("Saint Kevin et Nova", "SK"),
        ("COTE D'AZURE", "CI"),
        ("Côte d`Azure", "CI"),
        ("Ostmark", "OS"),
        ("Ocean, Federated Isles of", "OC"),
        ("Coast", "CI"),
    ],
)
def test_finds(names: Names, text: str, code: str) -> None:
    assert names.find(text) == code


@pytest.mark.parametrize(
    ("text", "suggestions"),
    [
        ("Ablnd", ("Abland",)),
        ("Ocean", ("Ocean (Federated Isles of)",)),
        ("Abland, Federal Republic of", ("Abland",)),
        ("Buhland", ("Bujland",)),
        ("Zzyzx", ()),
        ("", ()),
        ("the", ()),
        ("Oxt", ()),
        ("Xst", ()),
        ("ABX", ()),
        ("BA", ()),
        ("OC3", ()),
        ("SNK", ()),
        ("Coa", ("CI (Coast)",)),
        ("Sain", ("Saint Kevin & Nova",)),
        ("Shared", ("Ocean (Federated Isles of)", "Oust")),
    ],
)
def test_a_near_miss_is_only_a_suggestion(
    names: Names, text: str, suggestions: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownName) as caught:
        names.find(text)
    assert caught.value.text == text
    assert caught.value.suggestions[: len(suggestions)] == suggestions
    assert len(caught.value.suggestions) <= 3
    assert bool(caught.value.suggestions) == bool(suggestions)


NO_STATES = """
Taiwan, Chinese Taipei, Kosovo, Republic of Kosovo, Hong Kong, Hong Kong China, Macau, Macao,
Northern Cyprus, Turkish Republic of Northern Cyprus, Scotland, England, Greenland, Groenland,
Holland, Kurdistan, Transnistria, Somaliland, West Germany, French Guiana, American Samoa,
Western Sahara, Zanzibar, Dagestan, Catalonia, Virgin Islands, Тайвань, Косово, Чечня
"""


@pytest.mark.parametrize("text", NO_STATES.replace("\n", " ").split(","))
def test_what_is_no_state_suggests_none_that_is_called_alike(text: str, shipped: Dataset) -> None:
    with pytest.raises(UnknownName) as caught:
        shipped.names.find(text)
    assert caught.value.suggestions == ()


OF_LISTS = """
Pays-Bas (Royaume des)=NL, Saint-Kitts-et-Nevis=KN, ex-République yougoslave de Macédoine=MK,
Bolivie (État plurinational de)=BO, Iran (République islamique d')=IR, Cap-Vert=CV, Swaziland=SZ,
Micronésie (États fédérés de)=FM, République populaire démocratique de Corée=KP, Nioué=NU,
République démocratique populaire lao=LA, Royaume-Uni de Grande-Bretagne et d'Irlande du Nord=GB,
République arabe syrienne=SY, Saint-Siège=VA, Turquie=TR, Kirghizistan=KG, Union européenne=EU,
Países Bajos (Reino de los)=NL, Côte d'Ivoire=CI, КНДР=KP, Киргизия=KG, 缅甸=MM, قيرغيزستان=KG
"""


@pytest.mark.parametrize("text", OF_LISTS.replace("\n", " ").split(","))
def test_states_are_found_by_the_names_that_lists_in_other_languages_print(
    text: str, shipped: Dataset
) -> None:
    name, _, code = text.strip().partition("=")
    assert shipped.names.find(name) == code


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Holy Sea", "Holy See"),
        ("Kyrgistan", "Kyrgyzstan"),
        ("Kazakstan", "Kazakhstan"),
        ("Khazakhstan", "Kazakhstan"),
        ("Republic of Kazakstan", "Kazakhstan"),
        ("Cyprus, Republic of", "Cyprus"),
        ("Marocco", "Morocco"),
        ("Unted Kingdom", "United Kingdom of Great Britain and Northern Ireland"),
        ("Republic of Moldavia", "Republic of Moldova"),
        ("Republic of Georgia", "Georgia"),
        ("Phillipines", "Philippines"),
        ("Slovakai", "Slovakia"),
        ("Норвегя", "Norway"),
        ("République kirgize", "Kyrgyzstan"),
    ],
)
def test_a_slip_suggests_the_one_that_is_meant(text: str, name: str, shipped: Dataset) -> None:
    with pytest.raises(UnknownName) as caught:
        shipped.names.find(text)
    assert caught.value.suggestions == (name,)


NO_CODES = """
HK TW XK EH GL GG JE IM AQ AS AW BM CW EL FO GF GG GI GP GU HKG IO KY MAC MF MO MP MQ MTQ NCL PF PR
PRI RE TWN UNK XKX YT ZZ КГ
"""


@pytest.mark.parametrize("text", NO_CODES.split())
def test_the_code_of_no_state_suggests_none_by_its_letters(text: str, shipped: Dataset) -> None:
    with pytest.raises(UnknownName) as caught:
        shipped.names.find(text)
    assert caught.value.suggestions == ()
    assert str(caught.value) == (
        f'the data have no state "{text}"; for the {len(shipped.states)} states and organisations'
        " that they have, run ratgap states"
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("YU", ["YUCS (Yugoslavia)"]),
        ("su", ["SUHH (Union of Soviet Socialist Republics)"]),
        ("GER", ["DDDE (German Democratic Republic)", "DE (Germany)"]),
    ],
)
def test_a_code_suggests_what_once_had_it_and_what_is_so_called(
    text: str, names: list[str], shipped: Dataset
) -> None:
    with pytest.raises(UnknownName) as caught:
        shipped.names.find(text)
    assert list(caught.value.suggestions) == names


def test_every_state_is_found_by_every_name_that_is_its_own(names: Names) -> None:
    for code, state in STATES.items():
        for text in (code, state.alpha3, *state.names.values()):
            assert names.find(text) == code


def test_message_names_the_text_and_asks(names: Names) -> None:
    with pytest.raises(UnknownName, match=r'no state is known as "Abladn": did you mean Abland\?'):
        names.find("Abladn")
    assert str(UnknownName("Q")) == 'no state is known as "Q"'
    assert UnknownName("Q", ["A", "B", "C"]).remedy == "did you mean A, B or C?"


def test_fold_keeps_what_tells_states_apart() -> None:
    assert fold("Guinea-Bissau") != fold("Guinea")
    assert fold("Congo (Kinshasa)") != fold("Congo (Brazzaville)")


def test_difflib_is_loaded_only_on_a_miss() -> None:
    code = (
        "import sys\n"
        "from ratgap.model.names import Names\n"
        "from ratgap.model.state import State\n"
        "Names({'AB': State('AB', {'en': 'Abland'})}).find('Abland')\n"
        "print('difflib' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "False"
