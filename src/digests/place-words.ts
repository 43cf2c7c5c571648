import { compte, counted } from './counts.ts'

/** What stands behind the buttons of an alert: the accounts, and the team. */
export const placesEnglish = {
  syncTitle: (creator: string) => `Sync · ${creator}`,
  syncFine: 'Since then every account brings about as much as usual.',
  syncMissed: (count: number) => `about ${counted(Math.round(count), 'message')} fewer than usual`,
  syncWaiting: (count: number) => `${counted(count, 'message')} ${count === 1 ? 'waits' : 'wait'} for an answer now`,
  teamTitle: (creator: string, day: string) => `Team · ${creator} · ${day}`,
  teamNobody: 'Nobody took over a shift that day.',
  teamOn: ' on shift ',
}

export const placesFrench: typeof placesEnglish = {
  syncTitle: (creator) => `Synchronisation · ${creator}`,
  syncFine: 'Depuis, chaque compte apporte à peu près comme d’habitude.',
  syncMissed: (count) => `environ ${compte(Math.round(count), 'message', 'messages')} de moins que d’habitude`,
  syncWaiting: (count) => `${compte(count, 'message attend', 'messages attendent')} une réponse maintenant`,
  teamTitle: (creator, day) => `Équipe · ${creator} · ${day}`,
  teamNobody: 'Personne n’a pris de service ce jour-là.',
  teamOn: ' de service ',
}
