/** How a fan behaves over the months; the segments that scoring finds come from what these buy, not from these names. */
export type Manner = 'whale' | 'vip' | 'regular' | 'new' | 'leaving' | 'gone' | 'looking'

export interface SampleFan {
  /** Their external id on the account. */
  id: string
  /** Null: the platform told no name, and cards use an alias. */
  name: string | null
  manner: Manner
}

const named = (manner: Manner, ...names: string[]): SampleFan[] =>
  names.map((name) => ({
    id: name
      .toLowerCase()
      .replace(/[^a-z]+/g, '-')
      .replace(/-$/, ''),
    name,
    manner,
  }))

export const FANS_OF_BELLA: readonly SampleFan[] = [
  ...named('whale', 'Marcus T.', 'Felix B.', 'Victor H.', 'Adrian L.'),
  ...named('vip', 'Owen R.', 'Ines P.', 'Caleb W.', 'Hugo S.', 'Nathan F.'),
  ...named('regular', 'Tyler G.', 'Ben K.', 'Mateo C.', 'Ruben D.', 'Sam O.', 'Leo N.', 'Dylan P.', 'Aaron V.'),
  ...named('new', 'Chris E.', 'Pablo M.', 'Jamie L.', 'Nick A.'),
  ...named('leaving', 'Grant S.', 'Elias W.', 'Tom R.'),
  ...named('gone', 'Daniel R.', 'Scott B.', 'Ivan K.'),
  ...named('looking', 'Ravi S.', 'Miles J.'),
  { id: 'visitor-88213', name: null, manner: 'looking' },
]

export const FANS_OF_NOOR: readonly SampleFan[] = [
  ...named('whale', 'Etienne G.', 'Karim A.', 'Johan V.', 'Philippe M.'),
  ...named('vip', 'Claire D.', 'Sven L.', 'Antoine B.', 'Paolo R.', 'Andreas K.'),
  ...named('regular', 'Jonas K.', 'Bruno T.', 'Omar N.', 'Luis F.', 'Henri C.', 'Tomas P.', 'Jules W.', 'Erik H.'),
  ...named('new', 'Lucas V.', 'Amir Z.', 'Mathis O.', 'Niels D.'),
  ...named('leaving', 'Theo M.', 'Gabriel S.', 'Stefan R.'),
  ...named('gone', 'Oscar J.', 'Marc E.', 'Yann L.'),
  ...named('looking', 'Quentin A.', 'Simon U.', 'Rafael I.'),
]
