import type { Category } from '../verdict.ts'
import type { Pack } from './pack.ts'

/** What must not be said by our side; phrases stand between commas. */
type Said = Partial<Record<Category, string>>

const french: Said = {
  'false-identity': `
    je ne suis pas un robot, je suis pas un robot, je ne suis pas un bot, je suis pas un bot, pas un bot ici,
    je ne suis pas une ia, je suis pas une ia, aucun robot ici, pas de robot ici, pas de bot ici,
    je suis une vraie personne, je suis bien réelle, je suis vraiment réelle, je suis une vraie femme,
    je suis un être humain, je suis humaine, c est vraiment moi, c est bien moi qui écris,
    c est moi qui écris, j écris tout moi-même, j écris mes messages moi-même, je réponds moi-même,
    personne d autre n écrit`,
  guilt: `
    si tu m aimais, si tu tenais à moi, après tout ce que j ai fait pour toi, tu me dois bien ça,
    tu n achètes jamais, tu achètes jamais rien, tu ne m aimes plus, je serai triste si tu,
    tu me rends triste, ne me déçois pas, tu me brises le coeur, tu me fais pleurer, les autres fans achètent,
    ne sois pas radin`,
  'false-scarcity': `
    seulement aujourd hui, uniquement aujourd hui, aujourd hui seulement, que pour aujourd hui,
    ce soir seulement, dernière chance, il n en reste qu un, il n en reste qu une, le dernier exemplaire,
    plus que quelques-uns, offre limitée, durée limitée, avant qu il soit trop tard, avant que ça disparaisse,
    dépêche-toi avant, bientôt épuisé, presque épuisé, les premiers arrivés, je le supprime ce soir,
    maintenant ou jamais`,
  'promised-discount': `
    une réduction, un rabais, une remise, une promo, un code promo, moitié prix, prix spécial, prix d ami,
    moins cher pour toi, je te fais un prix, en promotion, en solde, baisser le prix, pour cent de réduction`,
  'promised-refund': `
    je te rembourse, je te rembourserai, je vais te rembourser, tu seras remboursé, satisfait ou remboursé,
    je peux te rembourser, remboursement garanti, je te rends ton argent, tu récupéreras ton argent`,
  'promised-meeting': `
    on se verra, on va se voir, on se rencontrera, on se rencontre bientôt, je viendrai te voir,
    je viens te voir, on se voit bientôt en vrai, on ira dîner, on ira boire un verre`,
}

const spanish: Said = {
  'false-identity': `
    no soy un bot, no soy un robot, no soy ningún bot, no soy una máquina, no soy una ia, aquí no hay bots,
    soy una persona real, soy una persona de verdad, soy una mujer real, soy un ser humano, soy humana,
    soy real, soy yo de verdad, soy yo quien escribe, soy yo la que escribe, escribo yo misma,
    te escribo yo misma, yo misma contesto, nadie más escribe, respondo yo misma`,
  guilt: `
    si me quisieras, si de verdad te importara, después de todo lo que hice por ti, me lo debes,
    nunca compras nada, ya no me quieres, me pondré triste si, me pones triste, no me decepciones,
    me rompes el corazón, me haces llorar, los demás fans compran, los otros fans compran, no seas tacaño,
    tan tacaño`,
  'false-scarcity': `
    solo hoy, sólo por hoy, solo por hoy, únicamente hoy, solo esta noche, última oportunidad, es el último que queda, es la última que queda, quedan pocos, quedan pocas, oferta limitada, tiempo limitado, antes de que se acabe,
    date prisa antes, se está agotando, casi agotado, lo borro esta noche, ahora o nunca, última unidad`,
  'promised-discount': `
    un descuento, te hago descuento, de descuento, una rebaja, mitad de precio, precio especial,
    más barato para ti, en oferta, en rebajas, un cupón, código de descuento, bajo el precio,
    te bajo el precio, precio de amigo`,
  'promised-refund': `
    te devuelvo el dinero, te devolveré el dinero, te lo devuelvo, te reembolso, te reembolsaré,
    reembolso garantizado, te devolverán el dinero, recuperarás tu dinero, devolución garantizada`,
  'promised-meeting': `
    nos veremos en persona, nos vamos a ver, nos veremos pronto en, iré a verte, voy a verte, quedamos pronto,
    vendré a verte, podemos quedar, iremos a cenar, nos conoceremos en persona`,
}

const german: Said = {
  'false-identity': `
    ich bin kein bot, ich bin kein roboter, ich bin keine maschine, ich bin keine ki, kein bot hier,
    hier ist kein bot, hier schreibt kein bot, ich bin ein echter mensch, ich bin eine echte person,
    ich bin eine echte frau, ich bin wirklich echt, ich bin echt versprochen, ich bin ein mensch und kein, ich bin es wirklich, das bin wirklich ich, ich schreibe selbst, ich schreibe alles selbst,
    ich schreibe dir selbst, ich antworte selbst, hier schreibe nur ich, niemand anderes schreibt`,
  guilt: `
    wenn du mich lieben würdest, wenn ich dir wichtig wäre, nach allem was ich für dich getan habe,
    das schuldest du mir, du kaufst nie etwas, du kaufst nie was, liebst du mich nicht mehr,
    ich bin traurig wenn du nicht, du machst mich traurig, enttäusch mich nicht, du brichst mir das herz,
    du bringst mich zum weinen, andere fans kaufen, die anderen fans kaufen, sei nicht so geizig`,
  'false-scarcity': `
    nur heute, nur noch heute, heute nur, nur heute abend, letzte chance, das letzte stück,
    nur noch wenige, nur noch ein paar, begrenztes angebot, zeitlich begrenzt,
    bevor es weg ist, solange der vorrat reicht, beeil dich bevor, fast ausverkauft, bald ausverkauft,
    jetzt oder nie, ich lösche es heute, letzte gelegenheit`,
  'promised-discount': `
    ein rabatt, einen rabatt, prozent rabatt, mit rabatt, rabattcode, zum halben preis, halber preis,
    sonderpreis, billiger für dich, günstiger für dich, im angebot, freundschaftspreis, einen gutschein,
    preisnachlass, mach dir einen guten preis, gehe mit dem preis runter`,
  'promised-refund': `
    ich erstatte dir, ich erstatte es dir, du bekommst dein geld zurück, du kriegst dein geld zurück,
    ich gebe dir dein geld zurück, ich zahle es dir zurück, geld zurück garantie, es wird dir erstattet`,
  'promised-meeting': `
    wir treffen uns bald, wir werden uns treffen, wir sehen uns bald in echt, ich komme dich besuchen,
    ich besuche dich, ich komme zu dir, wir gehen essen, wir gehen zusammen aus, dann treffen wir uns`,
}

const italian: Said = {
  'false-identity': `
    non sono un bot, non sono un robot, non sono una macchina, non sono una ia, non sono un ia,
    nessun bot qui, qui non ci sono bot, sono una persona vera, sono una persona reale, sono una donna vera,
    sono un essere umano, sono umana, sono davvero io, sono proprio io a scrivere, sono io che scrivo,
    sono io a scriverti, scrivo io stessa, rispondo io stessa, nessun altro scrive, sono reale`,
  guilt: `
    se mi amassi, se mi volessi bene, se ci tenessi a me, dopo tutto quello che ho fatto per te, me lo devi,
    non compri mai niente, non compri mai nulla, non mi ami più, non mi vuoi più, sarò triste se,
    mi rendi triste, non deludermi, mi spezzi il cuore, mi fai piangere, gli altri fan comprano,
    non essere tirchio`,
  'false-scarcity': `
    solo oggi, soltanto oggi, solo per oggi, solo stasera, ultima occasione, ultima possibilità,
    è l ultimo rimasto, è l ultima rimasta, ne restano pochi, ne restano poche, offerta limitata,
    tempo limitato, prima che finisca, sbrigati prima, quasi esaurito, sta per finire, ora o mai più,
    lo cancello stasera, ultimi posti`,
  'promised-discount': `
    uno sconto, ti faccio lo sconto, di sconto, metà prezzo, prezzo speciale, più economico per te,
    in offerta, in saldo, un codice sconto, codice promo, abbasso il prezzo, ti abbasso il prezzo,
    prezzo da amico, scontato per te`,
  'promised-refund': `
    ti rimborso, ti rimborserò, ti restituisco i soldi, ti ridò i soldi, riavrai i tuoi soldi,
    rimborso garantito, sarai rimborsato, soddisfatti o rimborsati`,
  'promised-meeting': `
    ci vedremo presto, ci incontreremo, ci vedremo di persona, verrò a trovarti, vengo a trovarti,
    vengo da te, andremo a cena, possiamo incontrarci, usciremo insieme`,
}

const portuguese: Said = {
  'false-identity': `
    não sou um robô, não sou robô, não sou um bot, não sou bot, não sou uma máquina, não sou uma ia,
    nenhum bot aqui, aqui não tem bot, sou uma pessoa real, sou uma pessoa de verdade,
    sou uma mulher de verdade, sou um ser humano, sou humana, sou eu mesma, sou eu que escrevo,
    sou eu quem escreve, escrevo eu mesma, eu mesma respondo, mais ninguém escreve, ninguém mais escreve,
    sou real`,
  guilt: `
    se você me amasse, se gostasse de mim, se você gostasse de mim, depois de tudo que fiz por você,
    você me deve, você nunca compra, nunca compras nada, não me ama mais, vou ficar triste se,
    você me deixa triste, não me decepcione, você parte meu coração, você me faz chorar,
    os outros fãs compram, não seja mão de vaca`,
  'false-scarcity': `
    só hoje, somente hoje, apenas hoje, só por hoje, só esta noite, última chance, última oportunidade,
    é o último disponível, é a última disponível, restam poucos, restam poucas, últimas unidades, oferta limitada, tempo limitado,
    antes que acabe, corre antes, quase esgotado, agora ou nunca, vou apagar hoje, últimas vagas`,
  'promised-discount': `
    um desconto, te dou desconto, faço desconto, de desconto, metade do preço, preço especial,
    mais barato para você, mais barato pra você, em promoção, um cupom, código promocional, baixo o preço,
    preço de amigo, precinho`,
  'promised-refund': `
    te devolvo o dinheiro, vou te reembolsar, eu te reembolso, devolvo seu dinheiro, reembolso garantido,
    você recebe o dinheiro de volta, seu dinheiro de volta, será reembolsado`,
  'promised-meeting': `
    vamos nos ver, a gente vai se ver, vamos nos encontrar, a gente se encontra, vou te visitar, vou até você,
    vou aí te ver, vamos jantar juntos, vamos sair juntos`,
}

const packOf = (said: Said): Pack =>
  Object.fromEntries(
    Object.entries(said).map(([category, list]) => [category, list.split(',').map((each) => each.trim())]),
  )

export const OUR_WORDS: readonly Pack[] = [french, spanish, german, italian, portuguese].map(packOf)
