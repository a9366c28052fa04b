// A bot as many are: the official client, a list of accounts, words to look for. It reads each account's latest hundred
// posts, tells which hold the words, and remembers nothing.
//
//   node peer.mjs SERVICE CONNECTIONS    with one DID a line on its input
//
// The words are the phrases of seeds/rules.yaml, list by list; a post is chosen that holds phrases of two lists. There are
// no domains, no points, no threads, no papers.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

// Where the packages of the reference servers are installed: src/test/devnet/devnet install
const require = createRequire(new URL('../../devnet/package.json', import.meta.url))
const { AtpAgent } = require('@atproto/api')

const rules = readFileSync(new URL('../../../../seeds/rules.yaml', import.meta.url), 'utf8')
const lists = []
for (const [, list] of rules.replace(/^\s*#.*$/gm, '').matchAll(/(?:keywords|exact): \[([^\]]*)\]/g)) {
  const words = list
    .split(',')
    .map(word => word.trim().replace(/^"|"$/g, '').replace(/\*/g, '').toLowerCase())
    .filter(word => word.includes(' '))
  lists.push(words)
}

const agent = new AtpAgent({ service: process.argv[2] })
const connections = Number(process.argv[3] ?? 1)
const dids = readFileSync(0, 'utf8').split('\n').filter(line => line !== '')

let read = 0
let chosen = 0
const look = async actor => {
  const { data } = await agent.app.bsky.feed.getAuthorFeed({ actor, limit: 100, filter: 'posts_with_replies' })
  for (const { post } of data.feed) {
    read++
    const card = post.embed?.external
    const text = [post.record.text, card?.title, card?.description].join('\n').toLowerCase()
    const signs = lists.filter(words => words.some(word => text.includes(word))).length
    if (signs >= 2) {
      chosen++
    }
  }
}

const waiting = dids[Symbol.iterator]()
const work = async () => {
  for (const actor of waiting) {
    await look(actor)
  }
}
try {
  await Promise.all(Array.from({ length: connections }, work))
} catch (e) {
  console.error(String(e.cause ?? e).slice(0, 300))
  process.exit(1)
}
console.log(`${read} posts read, ${chosen} chosen of ${lists.length} lists`)
