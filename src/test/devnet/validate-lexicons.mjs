#!/usr/bin/env node
// Checks recorded feeds: usage: validate-lexicons.mjs FILE...
// A file is a getAuthorFeed answer, or JSON lines of feedViewPost items, bare or under `item`. Each item
// must be valid under the lexicons, with every post in it: replied to, quoted. Each post's CID must be
// that of its record, its URI must name its author, and facets must lie on characters of the text.
// Exit 0: all valid; 1: problems, listed; 2: a file cannot be read.
import fs from 'node:fs'
import { lexicons } from '@atproto/api'
import { cidForCbor } from '@atproto/common'
import { jsonToLex, lexToIpld } from '@atproto/lexicon'

const FEED_ITEM = 'app.bsky.feed.defs#feedViewPost'
const POST = 'app.bsky.feed.post'

/** Every post in a JSON tree that carries its record: a postView, or a quoted post (viewRecord). */
function* postsIn(node, at) {
  if (Array.isArray(node)) {
    for (const [i, child] of node.entries()) yield* postsIn(child, `${at}[${i}]`)
  } else if (node !== null && typeof node === 'object') {
    const record = node.$type === 'app.bsky.embed.record#viewRecord' ? node.value : node.record
    const carriesRecord = typeof node.uri === 'string' && typeof node.cid === 'string' && record?.$type === POST
    if (carriesRecord) yield { at, uri: node.uri, cid: node.cid, author: node.author, record }
    for (const [key, child] of Object.entries(node)) {
      if (carriesRecord && child === record) continue
      yield* postsIn(child, at ? `${at}.${key}` : key)
    }
  }
}

function* facetProblems({ text, facets }) {
  if (typeof text !== 'string' || !Array.isArray(facets)) return
  const bytes = Buffer.from(text, 'utf8')
  const onCharacter = (offset) => offset === bytes.length || (bytes[offset] & 0xc0) !== 0x80
  for (const [i, facet] of facets.entries()) {
    const { byteStart, byteEnd } = facet?.index ?? {}
    if (!(byteStart >= 0 && byteStart < byteEnd && byteEnd <= bytes.length)) {
      yield `facets[${i}]: bytes ${byteStart}..${byteEnd} are no part of a text of ${bytes.length} bytes`
    } else if (!onCharacter(byteStart) || !onCharacter(byteEnd)) {
      yield `facets[${i}]: bytes ${byteStart}..${byteEnd} cut a character`
    }
  }
}

async function* postProblems({ uri, cid, author, record }) {
  const lex = jsonToLex(record)
  try {
    lexicons.assertValidRecord(POST, lex)
  } catch (err) {
    yield `record: ${err.message}`
  }
  const actual = (await cidForCbor(lexToIpld(lex))).toString()
  if (actual !== cid) yield `cid is ${cid}, the record's is ${actual}`
  const [, , authority, collection] = uri.split('/')
  if (collection !== POST) yield `uri ${uri} is not of a post`
  if (authority !== author?.did) yield `uri ${uri} is not of its author ${author?.did}`
  yield* facetProblems(record)
}

async function* itemProblems(item) {
  try {
    const result = lexicons.validate(FEED_ITEM, jsonToLex(item))
    if (!result.success) yield result.error.message
  } catch (err) {
    yield err.message
  }
  if (item?.post?.record?.$type !== POST) yield `post.record is not an ${POST}`
  for (const post of postsIn(item, '')) {
    try {
      for await (const problem of postProblems(post)) yield `${post.at}: ${problem}`
    } catch (err) {
      yield `${post.at}: ${err.message}`
    }
  }
}

/** The items of a file, each with a name to find it by. */
function itemsOf(file) {
  const text = fs.readFileSync(file, 'utf8')
  let whole
  try {
    whole = JSON.parse(text)
  } catch {
    // more than one document: JSON lines
  }
  if (Array.isArray(whole?.feed)) return whole.feed.map((item, i) => ({ name: `${file}: feed[${i}]`, item }))
  return text.split('\n').flatMap((line, i) => {
    if (!line.trim()) return []
    let parsed
    try {
      parsed = JSON.parse(line)
    } catch (err) {
      throw new Error(`${file}:${i + 1}: ${err.message}`)
    }
    const { id, item = parsed } = parsed ?? {}
    return [{ name: `${file}:${i + 1}${id ? ` ${id}` : ''}`, item }]
  })
}

const files = process.argv.slice(2)
let items = 0
let posts = 0
let problems = 0
try {
  if (files.length === 0) throw new Error('usage: validate-lexicons.mjs FILE...')
  for (const { name, item } of files.flatMap(itemsOf)) {
    items += 1
    posts += [...postsIn(item, '')].length
    for await (const problem of itemProblems(item)) {
      problems += 1
      console.log(`${name}: ${problem}`)
    }
  }
  console.log(`${items} items with ${posts} posts, ${problems} problems`)
  process.exitCode = problems || !items ? 1 : 0
} catch (err) {
  console.error(err.message)
  process.exitCode = 2
}
