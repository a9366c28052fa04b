// An AppView and the server of a bot's account, for measuring: it answers after a while, with feeds of a hundred posts
// each, and counts what it is asked. Its posts are the labelled ones of the tests, every other line: the rest is kept for
// judging the rules.
//
//   node stub.mjs ACCOUNTS LATENCY_MS    prints one line of JSON, with its port, when it is ready
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
const field = /\b(AI|AGI|LLMs?|model\w*|align\w*|safety|research\w*|agents?|bots?|Claude|GPT|ChatGPT)\b/i
const wanted = []
const everyday = []
for (const file of readdirSync(corpus).filter(name => name.endsWith('.jsonl')).sort()) {
  readFileSync(new URL(file, corpus), 'utf8').split('\n').forEach((line, i) => {
    if (i % 2 === 0 && line !== '') {
      const { label, item } = JSON.parse(line)
      if (label !== 'ignore') {
        wanted.push(item.post)
      } else if (file.startsWith('everyday') && !field.test(item.post.record.text)) {
        everyday.push(item.post)
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

// One post in a thousand is one that the rules are for; its papers are nobody else's.
const view = (account, i) => {
  const model = random() < 0.001 ? wanted[below(wanted.length)] : everyday[below(everyday.length)]
  const text = JSON.stringify(model)
    .replace(/\b(\d{4})\.(\d{5})(?=\D)/g, () => `25${10 + below(3)}.${10000 + below(89999)}`)
    .replace(/"cid":"[^"]*"/g, () => `"cid":"${cid()}"`)
  const post = JSON.parse(text)
  const at = began - i * 3_000_000 - below(2_000_000)
  post.uri = `at://${did(account)}/app.bsky.feed.post/${tid(at)}`
  post.author = { ...post.author, did: did(account), handle: `bench${account}.bsky.test` }
  post.record.createdAt = post.indexedAt = new Date(at).toISOString()
  return post
}

const feeds = []
const places = new Map()
for (let account = 0; account < accounts; account++) {
  const feed = []
  for (let i = 0; i < postsEach; i++) {
    const post = view(account, i)
    places.set(post.uri, account)
    feed.push({ post })
  }
  feed.sort((a, b) => (a.post.indexedAt < b.post.indexedAt ? 1 : -1))
  const cursor = String(Date.parse(feed.at(-1).post.indexedAt)) + '__bafyend'
  feeds.push(gzipSync(JSON.stringify({ feed, cursor })))
}
const size = feeds.reduce((sum, feed) => sum + feed.length, 0)

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
    const zipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
    setTimeout(() => {
      if (feed === undefined || url.searchParams.has('cursor')) {
        send(response, 200, Buffer.from('{"feed":[]}'))
      } else if (zipped) {
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
  const kilobytes = Math.round(size / 1024 / accounts)
  console.log(JSON.stringify({ port, kilobytes, dids }))
})
