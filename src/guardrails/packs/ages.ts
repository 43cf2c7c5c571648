import { type Pattern, pattern } from '../pattern.ts'

/** Under 18 in digits; a letter passes for the one. No time, price or share. */
const DIGITS = '(?:(?:1|[il])[0-7]|[2-9])(?![.,:/]\\d|[\\d%])'
const FRENCH = '(?:six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix[ -]?sept)'
const SPANISH = '(?:seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciseis|diecisiete)'
const GERMAN = '(?:sechs|sieben|acht|neun|zehn|elf|zwolf|zwoelf|dreizehn|vierzehn|funfzehn|fuenfzehn|sechzehn|siebzehn)'
const ITALIAN = '(?:sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici|diciassette)'
const PORTUGUESE =
  '(?:seis|sete|oito|nove|dez|onze|doze|treze|quatorze|catorze|quinze|dezesseis|dezasseis|dezessete|dezassete)'
const ONLY = '(?: (?:que|solo|seulement|juste|nur|erst|apenas|so|appena|gerade))?'

/** Somebody's age under 18, as five languages say it: "j'ai 16 ans", "ich bin erst sechzehn". What has years of another kind stays out. */
export const AGES: Pattern = pattern([
  `(?:j ?'?ai|elle a|il a|t ?'?as|tu as)${ONLY} (?:${DIGITS}|${FRENCH}) ans(?! (?:d|de) )`,
  `(?:tengo|tiene|tienes)${ONLY} (?:${DIGITS}|${SPANISH}) anos(?! (?:de|en|con|como) )`,
  `(?:ich bin|bin|sie ist|er ist|du bist)${ONLY} (?:(?:1|[il])[0-7]|${GERMAN})(?=[ ]?(?:$|[.!?,;)]| jahre(?! (?:alter|lang)) alt| jahre$| und))`,
  `(?:ho|ha|hai)${ONLY} (?:${DIGITS}|${ITALIAN}) anni(?! (?:di|in|con) )`,
  `(?:tenho|tem|tens)${ONLY} (?:${DIGITS}|${PORTUGUESE}) anos(?! (?:de|em|com|como) )`,
])
