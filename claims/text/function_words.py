"""Words that carry grammar rather than content, by primary language subtag (data)."""

from collections.abc import Mapping

_ENGLISH = """
a an the this that these those such each every either neither some any all both half another other
i you he she it we they me him her us them my your his its our their mine yours hers ours theirs
myself yourself himself herself itself ourselves yourselves themselves one who whom whose which what
and or but nor so yet if then than because while although though unless until since whether as
of at by for with about against between into through during before after above below to from up down
in out on off over under again further once upon within without toward towards among amid via per
is am are was were be been being have has had having do does did doing will would shall should can
could may might must ought 's 'll 're 've 'd 'm
i'm you're he's she's it's we're they're i've you've we've they've i'd you'd he'd she'd we'd they'd
i'll you'll he'll she'll we'll they'll that's there's here's who's what's let's
there here when where why how also just very too only own same more most
"""

# Folded as tokens are: Greek without accents, Russian without ё, elided words without apostrophe.
_OTHERS = {
    "ar": """
في من على الى إلى عن مع أن ان إن لا ما لم لن هو هي هم هذا هذه ذلك تلك التي الذي الذين قد كان كانت
كل بعد قبل بين عند حتى او أو ثم كما لكن و ف ب ل ال إذا حيث أي بل منذ أنه انه أنها فيه فيها به بها
له لها
""",
    "ca": """
el la els les un una uns unes l d s n m t de del dels al als a en per pel pels amb i o ni que qui
si com es ha han és son era ser va van no més molt seu seva seus seves aquest aquesta això hi ho
li se sobre
""",
    "da": """
en et den det de der som at og i på til af for med fra om ved er var har havde være blev bliver
vil kan skal må han hun jeg vi du man sig sin sit sine deres hans hendes dem os men eller ikke
også så da når
""",
    "de": """
der die das den dem des ein eine einen einem einer eines und oder aber doch sondern denn dass daß
weil wenn als ob wie in im an am auf aus bei beim mit nach von vom vor zu zum zur über unter für
durch um gegen bis seit während wegen ist sind war waren wird werden wurde wurden worden sein hat
haben hatte hatten kann können soll sollen muss müssen will wollen ich du er sie es wir ihr sich
mich uns ihn ihm ihnen ihre ihrer ihren ihrem seine seiner seinen seinem dieser diese dieses
diesen diesem auch noch nur schon so sehr dort hier da dann man was wer welche welcher welches
""",
    "el": """
ο η το οι τα του τησ των τον την τουσ τισ στο στον στη στην στα στουσ στισ ενασ μια ενα και κι η
να θα που πωσ οτι απο για με σε προσ κατα μετα πριν ωσ αν οταν ειναι ηταν εχει εχουν ειχε αυτο
αυτη αυτοσ δεν
""",
    "es": """
el la los las un una unos unas lo al del de a en por para con sin sobre entre hasta desde según y
e o u ni que quien como si cuando donde porque pero aunque es son era eran fue fueron ser está
están estaba ha han había haber se su sus le les me te nos mi tu este esta estos estas ese esa eso
esto aquel más muy ya también durante contra ante tras cual cuyo
""",
    "fa": """
و در به از که این آن را با برای تا بر یا هم نیز است بود شد شده می های ها یک او ما آنها اما اگر هر
""",
    "fi": """
ja tai on oli ovat olivat olla ei että kun jos se ne hän he minä me te tämä nämä joka jotka mutta
myös kuin niin sekä mukaan ollut
""",
    "fr": """
le la les l un une des du de d au aux à en dans par pour avec sans sur sous entre vers chez depuis
selon et ou ni mais donc or car que qu qui quoi dont où si comme quand lorsqu puisqu jusqu quoiqu
c s j m t n ce cet cette ces se sa son ses leur leurs mon ma mes notre nos votre vos il elle ils
elles on nous vous je tu lui eux y est sont était étaient être été a ont avait avaient avoir sera
fut plus très aussi ne
""",
    "hi": """
का के की को ने से में पर और या है हैं था थे थी हो ही भी यह वह ये वे इस उस इन उन कि जो तो एक कर गया
गई गए रहा रही रहे लिए तक साथ अपने अपनी अपना दी दिया दे कुछ
""",
    "hu": """
a az egy és vagy hogy nem is de ha mint van volt vannak voltak lesz ez azt ezt ezek azok aki ami
amely ő ők mi meg már csak még el ki be
""",
    "id": """
yang dan di ke dari untuk dengan pada dalam ini itu oleh sebagai adalah akan telah sudah tidak
juga atau karena bahwa ia dia mereka kami kita para bagi saat lebih
""",
    "it": """
il lo la i gli le l un uno una di del dello della dei degli delle dell a al allo alla ai agli alle
all da dal dallo dalla dai dagli dalle dall in nel nello nella nei negli nelle nell su sul sullo
sulla sui sugli sulle sull con per tra fra e ed o che chi cui come se quando dove perché ma anche
è sono era erano essere stato stata stati state ha hanno aveva avere si suo sua suoi sue loro mi
ti ci vi ne questo questa questi queste quest quello quella quell d c s v m t n più molto già dopo
dov cos
""",
    "lt": """
ir ar bei o bet kad kai jei kaip iš į prie su be nuo iki per už po apie yra buvo bus tai tas ta
šis ši jis ji jie jos aš mes jūs savo ne taip pat tik jau
""",
    "nl": """
de het een der den en of maar want dat die dit deze wie wat als toen omdat in op aan van voor met
bij uit naar door over onder tegen tot om te is zijn was waren wordt worden werd werden heeft
hebben had hadden zal zullen kan kunnen moet moeten hij zij ze wij we ik je jij u hem haar hun
zich er daar hier ook nog al wel niet meer volgens
""",
    "no": """
en et ei den det de som at og i på til av for med fra om ved er var har hadde være ble blir vil
kan skal må han hun jeg vi du man seg sin sitt sine deres hans hennes dem oss men eller ikke også
så da når
""",
    "pl": """
i a o w we z ze na do od po za przez dla przy pod nad przed bez że by aby żeby jak gdy jeśli czy
lub albo ale lecz oraz jest są był była było byli być będzie się go jej jego ich im mu ten ta to
te tego tej tym tych który która które nie też także już tylko
""",
    "pt": """
o a os as um uma uns umas de do da dos das em no na nos nas num numa por pelo pela pelos pelas
para com sem sobre entre até desde e ou nem que quem como se quando onde porque mas é são era eram
foi foram ser está estão tem têm tinha ter há seu sua seus suas ao aos à às lhe este esta esse
essa isto isso mais muito já também segundo não d
""",
    "ro": """
un o unei unui de la în din pe cu pentru prin spre fără sub până și sau dar că care ce cine cum
când dacă este sunt era erau fi fost a au are avea va vor se îi îl le lui ei lor său sa acest
această aceste nu mai
""",
    "ru": """
и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по ее мне было вот от
меня о из ему для при до об если или ни быть был была были этот эта это эти тот та те который
которая которые они мы их им ей чем также уже только под над после между через без
""",
    "sv": """
en ett den det de som att och i på till av för med från om vid är var har hade vara blev blir ska
vill kan skall måste han hon jag vi du man sig sin sitt sina deras hans hennes dem oss men eller
inte också
""",
    "tr": """
ve veya ile da de ki mi mı mu mü bir bu şu o için gibi kadar daha çok en ama fakat ancak ise
olarak olan oldu olduğu tarafından göre sonra önce her ne hem ya onun onlar biz siz ben sen
""",
}
_BY_LANGUAGE = {language: frozenset(words.split()) for language, words in _OTHERS.items()}

FUNCTION_WORDS: Mapping[str, frozenset[str]] = _BY_LANGUAGE | {
    "en": frozenset(_ENGLISH.split()),
    "nb": _BY_LANGUAGE["no"],
    "nn": _BY_LANGUAGE["no"],
}
