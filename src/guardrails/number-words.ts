/** Numbers from 1 to 99 by their words, folded as normal forms are, of six languages; and the round ones above. */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ...english(),
  ...french(),
  ...spanish(),
  ...german(),
  ...italian(),
  ...portuguese(),
  ...Object.entries({
    'a hundred': 100,
    'one hundred': 100,
    hundred: 100,
    cent: 100,
    cien: 100,
    hundert: 100,
    einhundert: 100,
  }),
  ...Object.entries({ cento: 100, cem: 100, 'two hundred': 200, 'deux cents': 200, doscientos: 200, zweihundert: 200 }),
  ...Object.entries({ duecento: 200, duzentos: 200, 'five hundred': 500, 'cinq cents': 500, quinientos: 500 }),
  ...Object.entries({ funfhundert: 500, fuenfhundert: 500, cinquecento: 500, quinhentos: 500, 'a thousand': 1000 }),
  ...Object.entries({ 'one thousand': 1000, mille: 1000, mil: 1000, tausend: 1000, eintausend: 1000 }),
])

type Entry = [string, number]
function numbered(text: string, from: number, step = 1): Entry[] {
  return text.split(' ').map((word, index) => [word.replaceAll('_', ' '), from + index * step])
}

function english(): Entry[] {
  const units = numbered('one two three four five six seven eight nine', 1)
  const low = numbered('ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen', 10)
  const tens = numbered('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10)
  return [...units, ...low, ...tens, ...joined(tens, units, (ten, unit) => [`${ten} ${unit}`, `${ten}${unit}`])]
}

function french(): Entry[] {
  const units = numbered('un deux trois quatre cinq six sept huit neuf', 1)
  const low = numbered('dix onze douze treize quatorze quinze seize dix_sept dix_huit dix_neuf', 10)
  const tens = numbered('vingt trente quarante cinquante soixante', 20, 10)
  const twenties: Entry[] = [...units, ...low]
  return [
    ...twenties,
    ['une', 1],
    ...tens,
    ...joined(tens, units, (ten, unit) => [`${ten} ${unit}`, `${ten} et ${unit}`]),
    ...joined([['soixante', 60]], low, (ten, unit) => [`${ten} ${unit}`, `${ten} et ${unit}`]),
    ['quatre vingt', 80],
    ['quatre vingts', 80],
    ...joined([['quatre vingt', 80]], twenties, (ten, unit) => [`${ten} ${unit}`]),
  ]
}

function spanish(): Entry[] {
  const units = numbered('uno dos tres cuatro cinco seis siete ocho nueve', 1)
  const low = numbered('diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve', 10)
  const tens = numbered('veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa', 20, 10)
  const spelled = joined(tens, [...units, ['un', 1]], (ten, unit) => [
    `${ten} y ${unit}`,
    ...(ten === 'veinte' ? [`veinti${unit}`] : []),
  ])
  return [...units, ...low, ...tens, ...spelled]
}

function german(): Entry[] {
  const units = numbered('ein zwei drei vier funf sechs sieben acht neun', 1)
  const low = numbered('zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn', 10)
  const tens = numbered('zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig', 20, 10)
  const all: Entry[] = [
    ...units,
    ['einen', 1],
    ...low,
    ...tens,
    ...joined(tens, units, (ten, unit) => [`${unit}und${ten}`]),
  ]
  const otherwise = all.map(([word, n]): Entry => [word.replace('funf', 'fuenf').replace('zwolf', 'zwoelf'), n])
  return [...all, ...otherwise, ...all.map(([word, n]): Entry => [word.replace('dreissig', 'dreißig'), n])]
}

function italian(): Entry[] {
  const units = numbered('uno due tre quattro cinque sei sette otto nove', 1)
  const low = numbered('dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove', 10)
  const tens = numbered('venti trenta quaranta cinquanta sessanta settanta ottanta novanta', 20, 10)
  const elided = (ten: string, unit: string) => (/^[uo]/.test(unit) ? ten.slice(0, -1) : ten) + unit
  return [...units, ...low, ...tens, ...joined(tens, units, (ten, unit) => [elided(ten, unit)])]
}

function portuguese(): Entry[] {
  const units = numbered('um dois tres quatro cinco seis sete oito nove', 1)
  const low = numbered('dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove', 10)
  const european: Entry[] = [
    ['catorze', 14],
    ['dezasseis', 16],
    ['dezassete', 17],
    ['dezanove', 19],
  ]
  const tens = numbered('vinte trinta quarenta cinquenta sessenta setenta oitenta noventa', 20, 10)
  return [...units, ...low, ...european, ...tens, ...joined(tens, units, (ten, unit) => [`${ten} e ${unit}`])]
}

function joined(
  tens: readonly Entry[],
  units: readonly Entry[],
  spell: (ten: string, unit: string) => string[],
): Entry[] {
  return tens.flatMap(([ten, n]) => units.flatMap(([unit, m]) => spell(ten, unit).map((word): Entry => [word, n + m])))
}
