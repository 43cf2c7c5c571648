import type { Field, Kind } from './mapping.ts'

/** How exports call a field, the surest first; letters and digits only. */
type Names = Partial<Record<Field, readonly string[]>>

const FAN = ['fanid', 'fan', 'userid', 'subscriberid', 'customerid', 'buyerid', 'memberid', 'supporterid', 'fanuserid']
const FAN_NAMED = [
  'username',
  'fanusername',
  'user',
  'subscriber',
  'customer',
  'buyer',
  'member',
  'handle',
  'supporter',
  'from',
]
const NAME = ['fanname', 'displayname', 'name', 'fromname', 'nickname', 'fullname', 'username', 'fanusername']
const WHEN = [
  'createdat',
  'at',
  'date',
  'datetime',
  'timestamp',
  'time',
  'created',
  'purchasedat',
  'paidat',
  'datum',
  'dateutc',
]
const AMOUNT = ['amount', 'gross', 'grossamount', 'price', 'total', 'value', 'amountusd', 'betrag', 'montant', 'sum']
const CURRENCY = ['currency', 'currencycode', 'iso', 'devise', 'waehrung', 'währung']

const NAMES: Record<Kind, Names> = {
  transactions: {
    fan: [...FAN, ...FAN_NAMED],
    at: [...WHEN, 'saletimestamp', 'transactiondate'],
    amount: AMOUNT,
    id: ['transactionid', 'id', 'saleid', 'orderid', 'ordernumber', 'paymentid', 'reference', 'kofitransactionid'],
    type: ['type', 'kind', 'transactiontype', 'category', 'description', 'typ'],
    currency: CURRENCY,
    status: ['status', 'state', 'paymentstatus'],
    asset: ['assetid', 'asset', 'contentid', 'productid', 'postid', 'mediaid'],
    refundOf: ['refundof', 'originaltransactionid', 'originalid', 'parentid'],
    name: NAME,
  },
  messages: {
    fan: [...FAN, 'chatid', 'withuserid', 'withuser', 'conversationid', ...FAN_NAMED],
    at: [...WHEN, 'sentat', 'senton'],
    direction: ['direction', 'type', 'sender', 'sentby', 'author', 'from', 'isfromfan', 'issentbyme', 'role'],
    text: ['text', 'message', 'body', 'content', 'messagetext', 'nachricht'],
    id: ['messageid', 'id', 'mid', 'uuid'],
    name: NAME,
  },
  fans: {
    fan: [...FAN, 'id', ...FAN_NAMED],
    name: NAME,
    at: ['subscribedat', 'since', 'firstseen', 'firstseenat', 'joined', 'joinedat', 'patronagesincedate', ...WHEN],
  },
  assets: {
    id: ['assetid', 'id', 'contentid', 'productid', 'sku', 'mediaid', 'postid'],
    title: ['title', 'name', 'caption', 'productname', 'description', 'titel', 'titre'],
    amount: [...AMOUNT, 'preis', 'prix'],
    currency: CURRENCY,
    tags: ['tags', 'labels', 'categories', 'category', 'keywords'],
    at: WHEN,
  },
}

/** The usual names of a field in files of a kind, the surest first. */
export const usualNames = (kind: Kind, field: Field): readonly string[] => NAMES[kind][field] ?? []
