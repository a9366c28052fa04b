// Fills a running network with a small demo and prints how to run the bot on it. Run again, it makes
// nothing twice.
import fs from 'node:fs'
import path from 'node:path'

const [stateDir] = process.argv.slice(2)
const { control, appview, plc } = JSON.parse(fs.readFileSync(path.join(stateDir, 'network.json'), 'utf8'))

async function call(name, body) {
  const res = await fetch(`${control}/${name}`, body && { method: 'POST', body: JSON.stringify(body) })
  const answer = await res.json()
  if (!res.ok) throw new Error(`${name}: ${answer.error}: ${answer.message}`)
  return answer
}

const minutesAgo = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString()

/** A link facet over the first place where `shown` stands in the text; offsets are UTF-8 bytes. */
function link(text, shown, uri) {
  const byteStart = Buffer.byteLength(text.slice(0, text.indexOf(shown)))
  return {
    index: { byteStart, byteEnd: byteStart + Buffer.byteLength(shown) },
    features: [{ $type: 'app.bsky.richtext.facet#link', uri }],
  }
}

function withLink(text, shown, uri) {
  return { text, facets: [link(text, shown, uri)], langs: ['en'] }
}

const card = (uri, title, description) => ({
  $type: 'app.bsky.embed.external', external: { uri, title, description },
})

const PEOPLE = {
  'nadia.test': {
    name: 'Nadia Brandt',
    posts: [
      { text: 'Moved offices today. The new coffee machine has a safety case longer than my thesis ☕', langs: ['en'] },
      withLink(
        'New paper: “Counting what an overseer misses”. We measure scalable oversight with planted flaws; debate finds 61% of them, a single judge 38%. arxiv.org/abs/2611.00001',
        'arxiv.org/abs/2611.00001', 'https://arxiv.org/abs/2611.00001'),
    ],
  },
  'tomas.test': {
    name: 'Tomas Ek',
    posts: [
      {
        text: 'We looked for alignment faking in small open models and mostly did not find it. Where we did, it went away with one more epoch. Code and transcripts in the post.',
        embed: card('https://www.lesswrong.com/posts/demodemodemodemo1/alignment-faking-in-small-models',
          'Alignment faking in small models', 'A negative result, with code.'),
        langs: ['en'],
      },
      { text: 'Wheel alignment done, tyres rotated, 240 euros poorer.', langs: ['en'] },
    ],
  },
  'yuki.test': {
    name: 'Yuki Arai',
    posts: [
      { text: 'Our group is hiring: two postdocs on interpretability, start in spring, ask me anything.', langs: ['en'] },
      withLink('Faster attention kernels, now 1.4x on long contexts. arxiv.org/abs/2611.00002',
        'arxiv.org/abs/2611.00002', 'https://arxiv.org/abs/2611.00002'),
    ],
  },
}

const existing = new Map((await call('info')).accounts.map((account) => [account.handle, account]))

async function account(handle, profile) {
  if (existing.has(handle)) return existing.get(handle)
  const made = await call('accounts', { handle })
  await call('record', { handle, collection: 'app.bsky.actor.profile', rkey: 'self', record: profile })
  return made
}

const bot = await account('alignment-bot.test', {
  displayName: 'Alignment feed (demo)',
  description: 'Reposts alignment research in a test network.',
  labels: { $type: 'com.atproto.label.defs#selfLabels', values: [{ val: 'bot' }] },
})
let age = 60
let posts = 0
for (const [handle, { name, posts: texts }] of Object.entries(PEOPLE)) {
  await account(handle, { displayName: name })
  if (existing.has(handle)) continue
  for (const post of texts) {
    await call('posts', { handle, createdAt: minutesAgo((age -= 7)), ...post })
    posts += 1
  }
}
await call('process', {})

console.log(`
Demo: ${Object.keys(PEOPLE).join(', ')} wrote ${posts || 'their'} posts; ${bot.handle} is the bot's account.
The bot's configuration, with its app password in the environment:

  export BSKY_APP_PASSWORD=${bot.appPassword}

bot:
  handle: ${bot.handle}
  password: \${BSKY_APP_PASSWORD}
network: {appview: "${appview}", plc: "${plc}"}
accounts:${Object.keys(PEOPLE).map((handle) => `\n  - {handle: ${handle}, consent: granted}`).join('')}
rules:
  - {name: core terms, points: 10, keywords: [alignment faking, scalable oversight]}
  - {name: paper link, points: 4, domains: [arxiv.org, lesswrong.com]}
  - {name: hiring, points: 5, keywords: [hiring], atMost: bookmark}
decide: {repost: 10, bookmark: 5}
settle: 1s
store: "jdbc:sqlite:${path.join(stateDir, 'play.db')}"

See what it reposted:
  curl '${appview}/xrpc/app.bsky.feed.getAuthorFeed?actor=${bot.handle}'`)
