import { formatMoney, minorDigits } from '../../../src/kernel/money.ts'
import type { SimulatedFan, SimulatedMessage } from '../deps.ts'
import { type Html, html } from '../html.ts'
import { renderTime, visibleWords } from '../render-line.ts'
import { words } from '../words.ts'

function renderBubble({ by, text, at, price, asset, unlocked }: SimulatedMessage): Html {
  const title = asset?.title ?? 'Content'
  const locked = price !== undefined && unlocked !== true
  const offer =
    price !== undefined &&
    html`<div class="ppv${locked && ' locked'}"><span class="ppv-title"><bdi>${title}</bdi></span>${
      locked
        ? html`<button type="button" class="button main" data-buy="ppv" data-amount-minor="${price.minor}">Unlock for ${formatMoney(price)}</button>`
        : html`<span class="ppv-state">Unlocked · ${formatMoney(price)}</span>`
    }</div>`
  return html`<li class="bubble by-${by}"><p dir="auto"><bdi>${visibleWords(text)}</bdi></p>${offer}<span class="bubble-time">${renderTime(at, 'time')}</span></li>`
}

/** The conversation as the fan's phone shows it. */
export function renderConversation(messages: readonly SimulatedMessage[]): Html {
  if (messages.length === 0) return html`<p class="context nothing">${words.simulator.nothing}</p>`
  return html`<ol class="bubbles">${messages.map(renderBubble)}</ol>`
}

function fanSelect(fans: readonly SimulatedFan[], current: SimulatedFan): Html {
  const options = fans.map(
    (fan) =>
      html`<option value="${fan.id}"${fan.id === current.id && html` selected`}>${fan.name} · ${fan.segment} · to ${fan.creator} on ${fan.platform}</option>`,
  )
  return html`<div class="field"><label for="simulated-fan">You are</label><select id="simulated-fan" data-fan-select>${options}</select></div>`
}

function shop({ currency = 'USD' }: SimulatedFan): Html {
  const sample = 10 ** minorDigits(currency)
  return html`<div class="shop" role="group" aria-label="Buy and subscribe"><span class="context">Buy and subscribe as this fan</span><form class="amount" data-amount-form><label for="amount" class="unseen">Amount in ${currency}</label><span class="money"><span class="currency">${currency}</span><input id="amount" name="amount" inputmode="decimal" autocomplete="off" value="${sample === 1 ? 1000 : 10}"></span><button type="button" class="button" data-buy="tip">Tip</button><button type="button" class="button" data-buy="product">Buy product</button></form><div class="actions"><button type="button" class="button" data-subscribe="started">Subscribe</button><button type="button" class="button" data-subscribe="renewed">Renew</button></div></div>`
}

function tries(): Html {
  const buttons = words.simulator.tries.map(
    ([label, outcome, text]) =>
      html`<button type="button" class="button try" data-try="${text}" title="${outcome}"><span>${label}</span><span class="soft">${outcome}</span></button>`,
  )
  return html`<div class="tries" role="group" aria-label="What to try"><span class="context">What to try</span>${buttons}</div>`
}

/** What the simulator shows: whom one may be, who one is, and what that fan sees. */
export interface SimulatorView {
  fans: readonly SimulatedFan[]
  fan: SimulatedFan | null
  messages: readonly SimulatedMessage[]
}

/** A phone beside the desk: pick a fan, write as them, buy as them, and read what really arrives. */
export function renderSimulator({ fans, fan, messages }: SimulatorView): Html {
  if (fan === null) return html`<section class="simulator"><p class="context">${words.simulator.noFans}</p></section>`
  return html`<section class="simulator" data-simulator data-fan="${fan.id}" data-currency="${fan.currency ?? 'USD'}" data-digits="${minorDigits(fan.currency ?? 'USD')}">${fanSelect(fans, fan)}<div class="phone"><div class="phone-head"><span class="avatar" aria-hidden="true">${fan.creator.slice(0, 1)}</span><span><strong>${fan.creator}</strong><span class="context">${fan.platform}, seen by ${fan.name}</span></span></div><div class="screen" data-conversation tabindex="0" role="log" aria-label="Conversation as ${fan.name} sees it">${renderConversation(messages)}</div><form class="compose" data-compose><label class="unseen" for="compose">Message as ${fan.name}</label><textarea id="compose" name="text" rows="2" dir="auto" placeholder="Write as ${fan.name}"></textarea><button type="submit" class="button main">Send</button></form></div>${tries()}${shop(fan)}</section>`
}

/** The simulator on a page of its own. */
export function renderSimulatorPage(simulator: Html): Html {
  return html`<div class="page-head"><h1>${words.pages.simulator}</h1><p class="context">${words.simulator.lead} ${words.simulator.sample}</p></div>${simulator}`
}
