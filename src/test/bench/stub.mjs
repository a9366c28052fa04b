// An AppView and the server of a bot's account, for measuring: it answers after a while, with feeds of a hundred posts
// each, and counts what it is asked.
//
//   node stub.mjs ACCOUNTS LATENCY_MS    prints one line of JSON, with its port, when it is ready
//
// Most posts are small talk in the whole shape in which an AppView shows posts. One in twenty is a labelled one of the
// tests that is nothing for the rules, though it looks as if; one in a thousand is one that they are for. Of the labelled
// ones every other line is taken: the rest is kept for judging the rules.
//
// GET /stub/count tells the requests since it was asked last.
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { gunzipSync, gzipSync } from 'node:zlib'

const accounts = Number(process.argv[2] ?? 1000)
const latency = Number(process.argv[3] ?? 50)
const postsEach = 100
const bot = 'did:plc:bot00000000000000000000a'

// Always the same.
let state = 12345
const random = () => (state = (state * 48271) % 2147483647) / 2147483647
const below = n => Math.floor(random() * n)

const corpus = new URL('../resources/corpus/', import.meta.url)
const wanted = []
const lookalikes = []
for (const file of readdirSync(corpus).filter(name => name.endsWith('.jsonl')).sort()) {
  readFileSync(new URL(file, corpus), 'utf8').split('\n').forEach((line, i) => {
    if (i % 2 === 0 && line !== '') {
      const { label, item } = JSON.parse(line)
      if (label !== 'ignore') {
        wanted.push(item.post)
      } else if (file.startsWith('everyday')) {
        lookalikes.push(item.post)
      }
    }
  })
}

const digits = '234567abcdefghijklmnopqrstuvwxyz'
const tid = millis => {
  let left = BigInt(millis) * 1000n * 1024n + BigInt(below(1024))
  let text = ''
  for (let i = 0; i < 13; i++) {
    text = digits[Number(left % 32n)] + text
    left /= 32n
  }
  return text
}

const began = Date.now()
const did = n => 'did:plc:' + 'bench' + String(n).padStart(19, 'a')
const number = actor => (actor.startsWith('did:plc:bench') ? Number(actor.slice(13).replace(/^a+/, '') || -1) : -1)

// The client of the script wants CIDs that are some.
const cid = () => {
  let bits = '00000001011100010001001000100000'
  for (let i = 0; i < 32; i++) bits += below(256).toString(2).padStart(8, '0')
  return 'b' + bits.match(/.{1,5}/g).map(five => base32[parseInt(five.padEnd(5, '0'), 2)]).join('')
}
const base32 = 'abcdefghijklmnopqrstuvwxyz234567'

const talk = `Coffee first, then the rest of the world.|The heron is back at the canal, looking like a disappointed uncle.
Finally finished the bookshelf, and only two screws are left over.|My neighbour practises the tuba at six in the morning.
Does anybody know a good place for soup near the station?|The bus was early today, which I did not know was possible.
Reading the second volume now and I still do not trust the narrator.|Snow in April again. The tulips look offended.
Our cat has learnt to open the fridge and we are all a little afraid.|Lovely concert tonight, the cellist was on fire.
The committee met for three hours to decide when to meet.|Bread number four: better crust, worse crumb, same baker.
I have been on hold for forty minutes and know the melody by heart.|Saw two hedgehogs on the way home. A good evening.
Somebody painted the old bridge yellow and I love it.|The match was awful but the company was good.
Packing for the mountains: three pairs of socks, no umbrella, much hope.|My grandfather's clock runs again after nine years.
There is a queue in front of the new ice cream shop at eleven in the morning.|We planted beans and got a jungle.
Today I learnt how to fold a fitted sheet, and forgot it at once.|The sea was flat as a plate all morning.
Thanks to everybody who came on Sunday, you filled the whole room.|What a final chapter. I had to go for a walk after it.
Nobody told me that moving house means meeting every cable I ever owned.|The swifts are back over the market square.
Train cancelled, next one cancelled, third one full. Good morning.|I made the lemon cake again because you asked.
If you have lost a blue mitten, it is on the fence by the school.|Good night from the night shift.`.split(/[|\n]/)
const pick = list => list[below(list.length)]
const letters = length => Array.from({ length }, () => base32[below(32)]).join('')
const picture = who => `https://cdn.bsky.app/img/avatar/plain/${who}/bafkrei${letters(52)}@jpeg`

const person = (who, handle) => ({
  did: who,
  handle,
  displayName: `${pick(['Ana', 'Bo', 'Cleo', 'Dan', 'Eve'])} ${pick(['Berg', 'Costa', 'Field', 'Novak'])}`,
  avatar: picture(who),
  associated: { chat: { allowIncoming: 'following' }, activitySubscription: { allowSubscriptions: 'followers' } },
  labels: [],
  createdAt: '2023-07-11T09:12:44.120Z'
})

const said = () => Array.from({ length: 1 + below(3) }, () => pick(talk)).join(' ')

// Something that is said: a post as it is shown, with a card, pictures or neither.
const smallTalk = (uri, author, at, reply) => {
  const record = { $type: 'app.bsky.feed.post', createdAt: at, langs: ['en'], text: said() }
  const counts = { bookmarkCount: 0, replyCount: below(4), repostCount: below(5), likeCount: below(40), quoteCount: 0 }
  const post = { uri, cid: cid(), author, record, ...counts, indexedAt: at, labels: [] }
  const kind = below(10)
  if (kind < 2) {
    const card = { uri: `https://news${below(50)}.example/2026/${letters(8)}`, title: pick(talk), description: said() }
    const thumb = { $type: 'blob', ref: { $link: cid() }, mimeType: 'image/jpeg', size: below(900_000) }
    record.embed = { $type: 'app.bsky.embed.external', external: { ...card, thumb } }
    post.embed = { $type: 'app.bsky.embed.external#view', external: { ...card, thumb: picture(author.did) } }
  } else if (kind < 4) {
    const image = { alt: below(2) ? pick(talk) : '', aspectRatio: { height: 1500, width: 2000 } }
    const blob = { $type: 'blob', ref: { $link: cid() }, mimeType: 'image/jpeg', size: below(900_000) }
    const shown = { thumb: picture(author.did), fullsize: picture(author.did), ...image }
    record.embed = { $type: 'app.bsky.embed.images', images: [{ ...image, image: blob }] }
    post.embed = { $type: 'app.bsky.embed.images#view', images: [shown] }
  }
  if (reply !== undefined) {
    const ref = { cid: reply.cid, uri: reply.uri }
    record.reply = { root: ref, parent: ref }
  }
  return post
}

const labelled = (model, uri, author, at) => {
  const text = JSON.stringify(model)
    .replace(/\b(\d{4})\.(\d{5})(?=\D)/g, () => `25${10 + below(3)}.${10000 + below(89999)}`)
    .replace(/"cid":"[^"]*"/g, () => `"cid":"${cid()}"`)
  const post = JSON.parse(text)
  return { ...post, uri, author, indexedAt: at, record: { ...post.record, createdAt: at } }
}

const postUri = (who, millis) => `at://${who}/app.bsky.feed.post/${tid(millis)}`

// A quarter are answers to others, shown with what they answer.
const entry = (account, author, i) => {
  const millis = began - i * 3_000_000 - below(2_000_000)
  const at = new Date(millis).toISOString()
  const uri = postUri(did(account), millis)
  const chance = random()
  if (chance < 0.001) return { post: labelled(pick(wanted), uri, author, at) }
  if (chance < 0.05) return { post: labelled(pick(lookalikes), uri, author, at) }
  if (chance > 0.25) return { post: smallTalk(uri, author, at) }
  const who = did(1_000_000 + below(1_000_000))
  const before = millis - 60_000 - below(3_000_000)
  const answered = smallTalk(postUri(who, before), person(who, `${letters(9)}.bsky.test`), new Date(before).toISOString())
  const shown = { $type: 'app.bsky.feed.defs#postView', ...answered }
  return { post: smallTalk(uri, author, at, answered), reply: { root: shown, parent: shown } }
}

let whole = 0
const feeds = []
const places = new Map()
for (let account = 0; account < accounts; account++) {
  const feed = []
  const author = person(did(account), `bench${account}.bsky.test`)
  for (let i = 0; i < postsEach; i++) {
    feed.push(entry(account, author, i))
    places.set(feed.at(-1).post.uri, account)
  }
  feed.sort((a, b) => (a.post.indexedAt < b.post.indexedAt ? 1 : -1))
  const cursor = String(Date.parse(feed.at(-1).post.indexedAt)) + '__bafyend'
  const page = JSON.stringify({ feed, cursor })
  whole += page.length
  feeds.push(gzipSync(page))
}
const zipped = feeds.reduce((sum, feed) => sum + feed.length, 0)

let count = 0
const records = new Map()
const bookmarks = new Map()

const posts = uris =>
  uris.flatMap(uri => {
    const account = places.get(uri)
    if (account === undefined) return []
    const { feed } = JSON.parse(gunzipSync(feeds[account]))
    return [{ ...feed.find(item => item.post.uri === uri).post, viewer: {} }]
  })

const session = { did: bot, handle: 'bench.bsky.test', accessJwt: 'access', refreshJwt: 'refresh' }
const refusal = (status, error) => ({ status, body: { error, message: error } })

const answer = (method, params, input) => {
  switch (method) {
    case 'com.atproto.identity.resolveHandle':
      return { body: { did: bot } }
    case bot:
      return {
        body: {
          id: bot,
          alsoKnownAs: ['at://bench.bsky.test'],
          service: [
            { id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: `http://127.0.0.1:${port}` }
          ]
        }
      }
    case 'com.atproto.server.createSession':
    case 'com.atproto.server.refreshSession':
      return { body: session }
    case 'com.atproto.server.getSession':
      return { body: { did: bot, handle: session.handle } }
    case 'app.bsky.feed.getPosts':
      return { body: { posts: posts(params.getAll('uris')) } }
    case 'com.atproto.repo.listRecords':
      return { body: { records: [] } }
    case 'com.atproto.repo.getRecord':
      return refusal(400, 'RecordNotFound')
    case 'com.atproto.repo.putRecord':
      records.set(input.rkey, input.record)
      return {
        body: {
          uri: `at://${bot}/${input.collection}/${input.rkey}`,
          cid: 'bafyrecord',
          commit: { cid: 'bafycommit', rev: '3k' }
        }
      }
    case 'app.bsky.bookmark.createBookmark':
      bookmarks.set(input.uri, input.cid)
      return { body: {} }
    case 'app.bsky.bookmark.getBookmarks':
      return { body: { bookmarks: [] } }
    case 'app.bsky.notification.listNotifications':
      return { body: { notifications: [] } }
    case 'app.bsky.graph.getMutes':
      return { body: { mutes: [] } }
    case 'app.bsky.actor.getProfiles':
      return { body: { profiles: [] } }
    default:
      return refusal(501, 'MethodNotImplemented')
  }
}

const send = (response, status, bytes, headers = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length, ...headers })
  response.end(bytes)
}

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://stub')
  const method = url.pathname.split('/').at(-1)
  if (url.pathname === '/stub/count') {
    send(response, 200, Buffer.from(JSON.stringify({ count, reposts: records.size, bookmarks: bookmarks.size })))
    count = 0
    return
  }
  count++
  if (method === 'app.bsky.feed.getAuthorFeed') {
    const feed = feeds[number(url.searchParams.get('actor'))]
    const gzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
    setTimeout(() => {
      if (feed === undefined || url.searchParams.has('cursor')) {
        send(response, 200, Buffer.from('{"feed":[]}'))
      } else if (gzip) {
        send(response, 200, feed, { 'content-encoding': 'gzip' })
      } else {
        send(response, 200, gunzipSync(feed))
      }
    }, latency)
    return
  }
  const parts = []
  request.on('data', part => parts.push(part))
  request.on('end', () => {
    const input = parts.length > 0 ? JSON.parse(Buffer.concat(parts)) : {}
    const { status = 200, body } = answer(method, url.searchParams, input)
    send(response, status, Buffer.from(JSON.stringify(body)))
  })
})
let port = 0
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  port = server.address().port
  const dids = Array.from({ length: accounts }, (_, n) => did(n))
  const kilobytes = [whole, zipped].map(size => Math.round(size / 1024 / accounts))
  console.log(JSON.stringify({ port, kilobytes, dids }))
})
