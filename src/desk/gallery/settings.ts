import { button, day, main, type Sample, strong, time } from './sample.ts'

/** Flows, offers, setup and the private answers (cards.md §5). */
export const SETTINGS: readonly Sample[] = [
  {
    name: 'Flow',
    card: {
      tone: 'quiet',
      title: 'Flow “Win back” · paused',
      summary: 'The flow “Win back” is paused.',
      body: [
        {
          kind: 'list',
          rows: [
            { line: [strong('When'), ' nothing bought for 30 days'] },
            { line: [strong('If'), ' Whale or VIP, not frozen'] },
            { line: [strong('Draft'), ' from “Reactivation”, a person decides'] },
            { line: [strong('Wait'), ' for an answer, at most 48 hours'] },
            { line: ['answered: ', strong('stop')], indent: 1 },
            { line: ['no answer: ', strong('draft'), ' with “Autumn 20%”, a person decides'], indent: 1 },
          ],
        },
        {
          kind: 'diagram',
          diagram: {
            title: 'The way through the flow',
            finding: '6 steps, 2 of them ask for a draft card; a person decides on each.',
            boxes: [
              { id: 'begin', head: 'When', text: 'nothing bought for 30 days', colour: 2 },
              { id: 'who', head: 'If', text: 'Whale or VIP, not frozen', colour: 1 },
              { id: 'draft', head: 'Draft', text: 'from “Reactivation”, a person decides', colour: 0 },
              { id: 'wait', head: 'Wait', text: 'for an answer, at most 48 hours', colour: 3, dashed: true },
              { id: 'answered', head: 'If', text: 'answered', colour: 1 },
              { id: 'again', head: 'Draft', text: 'with “Autumn 20%”, a person decides', colour: 0 },
            ],
            ways: [
              { from: 'begin', to: 'who' },
              { from: 'who', to: 'draft', text: 'yes' },
              { from: 'who', to: null, text: 'no' },
              { from: 'draft', to: 'wait' },
              { from: 'wait', to: 'answered' },
              { from: 'answered', to: null, text: 'yes' },
              { from: 'answered', to: 'again', text: 'no' },
              { from: 'again', to: 'wait' },
            ],
          },
        },
        {
          kind: 'actions',
          buttons: [
            main('Activate…', 'activate-flow', 'win-back'),
            button('Dry run', 'dry-run-flow', 'win-back'),
            button('Edit…', 'edit-flow', 'win-back'),
            button('Runs', 'show-runs', 'win-back'),
          ],
        },
      ],
    },
  },
  {
    name: 'Dry run',
    card: {
      tone: 'info',
      title: 'Dry run · Win back',
      summary: 'A dry run of the flow “Win back”: nothing was sent.',
      body: [
        { kind: 'text', line: strong('Nothing was sent.') },
        {
          kind: 'fields',
          fields: [
            { label: 'Entered', value: '52 of 1,806' },
            { label: 'Cards', value: '71, at most 6 a day' },
            { label: 'Kept out', value: '23' },
          ],
        },
        { kind: 'text', tone: 'warn', line: ['⚠️ ', '4 fans would get two approaches within a week.'] },
      ],
    },
  },
  {
    name: 'Offers',
    card: {
      tone: 'open',
      title: 'Offers · 3 running',
      summary: 'Three offers are running.',
      body: [
        {
          kind: 'list',
          rows: [
            {
              line: [strong('Autumn 20%'), ' · running'],
              soft: ['41 of 100 used · $612 · ends ', day('2026-11-24T00:00:00')],
              button: button('Open', 'open-offer', 'autumn'),
            },
            {
              line: [strong('Coast bundle'), ' · running'],
              soft: '12 used · $410',
              button: button('End offer', 'end-offer', 'coast', {
                confirm: {
                  title: 'End “Coast bundle”',
                  text: 'Fans who saw it can no longer use it. An ended offer stays ended.',
                  yes: 'End offer',
                  no: 'Keep running',
                },
              }),
            },
          ],
        },
        {
          kind: 'actions',
          buttons: [main('New offer…', 'new-offer', 'bella'), button('Suggest…', 'suggest-offers', 'bella')],
        },
      ],
    },
  },
  {
    name: 'Setup',
    card: {
      tone: 'info',
      title: 'Setup · 6 of 8 done',
      summary: 'Six of eight steps of the setup are done.',
      body: [
        {
          kind: 'list',
          rows: [
            { mark: '✅', line: 'Agency and operators' },
            { mark: '✅', line: 'Bella’s persona' },
            { mark: '⚠️', line: 'Fanvue is not connected', button: button('Connect…', 'connect-platform', 'fanvue') },
            { mark: '⚠️', line: 'No channel is bound', button: button('Connect…', 'bind-channel', 'bella') },
          ],
        },
        {
          kind: 'actions',
          buttons: [button('Check again', 'check-setup', 'bella'), button('Test card', 'test-card', 'bella')],
        },
      ],
    },
  },
  {
    name: 'Private answer',
    card: {
      tone: 'quiet',
      title: 'Already decided',
      summary: 'The draft was decided before your click.',
      body: [{ kind: 'text', line: ['Already accepted by Ana at ', time('14:01'), '. Your click changed nothing.'] }],
    },
  },
]
