/**
 * Unicode's confusables (TR39) that look like one ASCII letter or digit: for each of those, the code points in base 36, ascending, as
 * differences from the one before. Data of unicode.org/Public/security, without what compatibility decomposition brings to ASCII.
 */
const LOOK_LIKES: Record<string, string> = {
  '2': 'br g1 3br sqt 4r 2z 1lzs',
  '3': 'c7 2t e3 5l w9 ao 6nn 14 8 o7y 1t mcf h2p iig 103',
  '4': '3wu 1fj5 zlx',
  '5': 'cc 1j3z zlm',
  '6': 'rw 1x 33x 4x0 1 9 1am1 zkx',
  '7': '1fiq 3xw zld 10b',
  '8': 'f6 1 1jb 3k 49 1d07 13vi 5hv',
  '9': '1yl 3e 75 ed 671 1 o83 mda w a zkz',
  a: 'gh 8w w 2n w 322 ez 2ph pkk iia lgg ihi 1xu q w q w q w q w q',
  b: 'as em 3k q 337 11 3i 8t 20 4gb nri kk hxq v 2o l9x ild 1xu 1m 1m 1m 1m',
  c: 's2 7 14 w 2bn 2e p1 1t1 334 1 nqt 1cl h6b 2o 7n 14 67 3wt 9 zja 8dw',
  d: 'zl 2vz 1z 3s a7 c s88 1 1mh2',
  e: 'ph 3k w 3s 2y7 2o2 cx 20q nnb 18i h90 4dc 8 zl8 1xu 1m 1m 1m 1m',
  f: 'an j ga bs 374 1rd qio jf 1 po h8y u hs 3ul w zkp 114 14n',
  g: 'b1 5w iz 39 2tb 1f 1w0 qqb 1mh2',
  h: 'pj 3q 4e 51 2tn 7 ca 4k2 nrt ijs 13wu 1xt 1m 1m 1m 1m',
  i: '8h 8o 1 35 4f 1r 4d 8c 2sj 2e1 qd 1sw o1g 10u lla 11i9 12 1m 1m 1m 1m',
  j: 'ov 38 l 28 30z 6a si4 k9 1lwt',
  k: 'pm 3k 34c kv 4an nr7 j0h 13go 1xt 1m 1m 1m 1m',
  l: 'ba 16 d5 31 56 f 6p l a 20 1m 40 61 2dw 5o ev 21b 1 27 5f d6 1p1 1q 3j nma h hp7 1 4b 5b iq 3j n 6z 7f 3ul f 10o 7 fyh 30 i iie 3 g 115 da 1g 1g 2w 2w 1g 1g 1g 1g 1g 1g 1k 1m 1m 1m 1m 1j a a a a 3bk 115 3k 2nl',
  m: 'po 2m y 32z ft 6e 4aq nrb ij5 2p 13v5 1xt 1m 1m 1m 1m',
  n: 'pp d7 4 7q6 nra j03 13gw 1xt 1m 1m 1m 1m',
  o: 'pr w 4 16 1d w 7r 1c 2k 2u u 2h 3 k w 5n bq 3k 3k 3k 1m 1y 3k s 2s s 2s s u 1y s 5q 3k 99 z 5b cx 100 10v 2 32l 1 51 j7 n3g 18q fvt 1 1 1 1 1 1 1 n0 1 1 1 py p 9l 14 46 14 18 33u rp j f 9 zk ykk c 1xi q 4 s q 4 s q 4 s q 4 s q 4 i a a a a 4dq 1s w 2ng',
  p: '72 5d de w 1c 7 14 w 336 3v 2yv 1ta 1 17 1 npe iis 13yo 1xv q e i q e i q e i q e i q e',
  q: '10b 20 3 7vz 2a35',
  r: 'bq i5 31q 1d c5 1i7 31b nry 19g 1 1l hmb l1d iia 10v',
  s: 'cd g8 28 6y 1jk 1bq 5 snc gf vt h64 ay 14 41l h2x ii6',
  t: 'pw 3i 328 2yq 111 y5 nqm iir q 2s 49z h1q ijj 1xu 1m 1m 1m 1m 69x',
  u: 'i3 8q aw 1c 2gz gc 1qo zy 49 ppt iz q7 4 hoc 14 3wi w h2i ii0 1yk 1m 1m 1m 1m',
  v: 'ql 53 1 9v 3z 40 2jm 2e 1rl zs 49 22f nn2 e1 y2 ho4 3jd be w h1k ijn 10i xt 1m 1m 1m 1m',
  w: 'hb d5 p 57 1 1w 2tu x 1u5 330 nql 1ax l8n 4 1 d3 9 zjx',
  x: '5z k0 3i w 3cs 1o 6o 1 21 2ws qg 1 77 hp 4x nm6 js hy5 10 2r b ed 3wl zk1 1xt 1m 1m 1m 1m',
  y: 'gz 18 7q e v 29 w 2z 1 2ew jm k 1xr ab fy 297 1 nr7 19q h94 4c2 1k h2f ii3 1xq 8 1e 8 1e 8 1e 8 1e 8',
  z: 'pi 371 1un qt6 1br h9e 4ac r x zka 1xa 1m 1m 1m 1m',
}

/** Look-alike → the lower-case letter or digit that it passes for. */
export const TR39: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOK_LIKES).flatMap(([ascii, steps]) => {
    let code = 0
    return steps.split(' ').map((step): [string, string] => {
      code += Number.parseInt(step, 36)
      return [String.fromCodePoint(code), ascii]
    })
  }),
)
