export const TEMPLATES = [
  'welcome',
  'win-back',
  'expiring',
  'thank-buyer',
  'thank-tip',
  'ignored-offer',
  'birthday',
  'new-segment',
  'schedule',
] as const
export type FlowTemplate = (typeof TEMPLATES)[number]

/** English and French words that speak for a template, without accents; a hit weighs as much as it says, none where it only goes with it. */
export const SPEAKS: Record<FlowTemplate, readonly (readonly [RegExp, number])[]> = {
  welcome: [
    [/\b(welcome|bienvenue|accueil(lir|le)?|onboard\w*)\b/, 3],
    [/\b(new|nouve(au|aux|lle|lles)) (subscribers?|fans?|abonnes?|abonnees?)\b/, 3],
    [/\b(subscribes?|s ?abonne|joins?|signs? up)\b/, 2],
  ],
  'win-back': [
    [
      /\b(win ?back|win (them|fans?) back|reactivat\w*|re-?engage\w*|reconquer\w*|reconquete|relance\w*|reactiv\w*)\b/,
      3,
    ],
    [/\b(inactive|inactif|inactifs|inactive?s?|quiet|silent|silencieu\w*|gone|away|absent\w*|dormant\w*)\b/, 2],
    [
      /\b(not|nothing|hasn ?t|haven ?t|didn ?t|rien|pas|plus) (\w+ ){0,3}(bought|buy|written|write|answered|achete|ecrit|repondu)\b/,
      2,
    ],
    [/\b(buys?|bought|buying|writes?|wrote|written|answers?|answered) nothing\b/, 3],
    [/\b(come back|comes back|miss(ed)?|revien\w*|manqu\w*)\b/, 1],
  ],
  expiring: [
    [/\b(expir\w*|echeance|renew\w*|renouvel\w*)\b/, 3],
    [/\b(subscription|abonnement) (\w+ ){0,3}(ends?|ending|runs? out|finit|termine\w*)\b/, 3],
    [/\bfin (d ?|de l ?)?abonnement\b/, 3],
    [/\b(subscriptions?|abonnements?)\b/, 0],
  ],
  'thank-buyer': [
    [/\b(thank\w*|merci|remerci\w*)\b/, 2],
    [/\b(buys?|bought|buyers?|purchas\w*|unlock\w*|achat\w*|achet\w*|acheteur\w*)\b/, 2],
  ],
  'thank-tip': [
    [/\b(tips?|tipped|tippers?|pourboires?)\b/, 4],
    [/\b(thank\w*|merci|remerci\w*)\b/, 0],
  ],
  'ignored-offer': [
    [/\b(ignor\w*)\b/, 3],
    [/\b(offers?|offres?|discounts?|promo\w*|ppv)\b/, 1],
    [/\b(not|didn ?t|doesn ?t|pas|sans) (\w+ ){0,3}(unlock\w*|take|taken|open\w*|accept\w*|ouvr\w*|ouvert|pris)\b/, 2],
  ],
  birthday: [
    [/\b(birthdays?|anniversaires?|bday)\b/, 4],
    [/\b(happy|joyeux|bon)\b/, 0],
  ],
  'new-segment': [
    [/\b(segments?|becomes?|turns? into|devien\w*|passe)\b/, 2],
    [/\b(whales?|vips?|baleines?)\b/, 2],
  ],
  // Its sign is a time.
  schedule: [],
}

/** Whoever says so means purchases, whatever the fan writes. */
export const BOUGHT_NOTHING =
  /\b(not|nothing|hasn ?t|haven ?t|didn ?t|doesn ?t|rien|pas|plus) (\w+ ){0,3}(bought|buy|purchased|achete)\b|\b(buys?|bought|buying) nothing\b|\bwithout (buying|a purchase)\b|\bsans (rien )?(acheter|achat)\b/
