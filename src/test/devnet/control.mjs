// The control server: short JSON calls for what a test needs to happen in the network. Everything an
// account does goes through the PDS's own XRPC, as a client would do it.
import { once } from 'node:events'
import http from 'node:http'

class CallError extends Error {
  constructor(status, error, message) {
    super(message)
    this.status = status
    this.error = error
  }
}

const badRequest = (message) => new CallError(400, 'InvalidRequest', message)
const now = () => new Date().toISOString()

export async function startControl({ network, info, bypassKey, host }) {
  const pds = network.pds.url
  const accounts = new Map() // by DID

  // ---- XRPC

  /** A query; with a body, or with `post`, a procedure. */
  async function xrpc(base, nsid, { params, body, post = Boolean(body), authorization } = {}) {
    const headers = { 'x-ratelimit-bypass': bypassKey }
    if (authorization) headers.authorization = authorization
    if (body) headers['content-type'] = 'application/json'
    const query = params ? `?${new URLSearchParams(params)}` : ''
    const res = await fetch(`${base}/xrpc/${nsid}${query}`, {
      method: post ? 'POST' : 'GET', headers, body: body && JSON.stringify(body),
    })
    const text = await res.text()
    let answer = {}
    try {
      answer = text ? JSON.parse(text) : {}
    } catch {
      if (res.ok) throw new CallError(502, 'UpstreamFailure', `${nsid}: the answer is not JSON`)
    }
    if (!res.ok) throw new CallError(res.status, answer.error ?? 'UpstreamFailure', answer.message ?? text)
    return answer
  }

  const logIn = async (account) => {
    const session = await xrpc(pds, 'com.atproto.server.createSession', {
      body: { identifier: account.did, password: account.password },
    })
    account.accessJwt = session.accessJwt
  }

  /** As the account; a session that no longer counts is replaced once. */
  async function as(account, nsid, call) {
    const authorized = () => xrpc(pds, nsid, { ...call, authorization: `Bearer ${account.accessJwt}` })
    try {
      return await authorized()
    } catch (err) {
      if (!['ExpiredToken', 'InvalidToken', 'AuthenticationRequired'].includes(err.error)) throw err
      await logIn(account)
      return authorized()
    }
  }

  function known(actor) {
    if (typeof actor !== 'string') throw badRequest('handle or did is missing')
    const found = accounts.get(actor) ?? [...accounts.values()].find((a) => a.handle === actor.toLowerCase())
    if (!found) throw new CallError(404, 'UnknownAccount', `${actor} was not made by POST /accounts`)
    return found
  }

  const actorOf = (body) => known(body.did ?? body.handle)
  const didOf = (actor) => (actor.startsWith('did:') ? actor : known(actor).did)

  function required(body, ...keys) {
    for (const key of keys) if (body[key] === undefined) throw badRequest(`${key} is missing`)
  }

  async function write(account, collection, record, { rkey, validate, put } = {}) {
    const { uri, cid } = await as(account, put ? 'com.atproto.repo.putRecord' : 'com.atproto.repo.createRecord', {
      body: { repo: account.did, collection, rkey, validate, record: { $type: collection, ...record } },
    })
    return { uri, cid }
  }

  // ---- moderation

  async function takedown(body, applied) {
    const target = body.uri ? { uri: body.uri } : { did: body.did ? didOf(body.did) : actorOf(body).did }
    const { subject } = await xrpc(pds, 'com.atproto.admin.getSubjectStatus', {
      params: target, authorization: network.pds.adminAuth(),
    })
    const change = { subject, takedown: applied ? { applied, ref: `devnet-${Date.now()}` } : { applied } }
    for (const [base, authorization] of [[pds, network.pds.adminAuth()], [network.bsky.url, network.bsky.adminAuth()]]) {
      await xrpc(base, 'com.atproto.admin.updateSubjectStatus', { body: change, authorization })
    }
    return { ...target, takedown: applied }
  }

  /** A label of the network's labeler, put where the AppView keeps labels; neg takes it back. */
  async function label(body) {
    required(body, 'val')
    const uri = body.uri ?? (body.did ? didOf(body.did) : actorOf(body).did)
    const src = info.labelerDid
    const { db } = network.bsky.db
    await db.deleteFrom('label').where('src', '=', src).where('uri', '=', uri).where('val', '=', body.val).execute()
    if (!body.neg) {
      const row = { src, uri, cid: '', val: body.val, neg: false, cts: now() }
      await db.insertInto('label').values(row).execute()
    }
    return { src, uri, val: body.val, neg: Boolean(body.neg) }
  }

  // ---- calls

  const calls = {
    'GET /info': () => ({
      ...info,
      accounts: [...accounts.values()].map(({ did, handle, password, appPassword }) => ({ did, handle, password, appPassword })),
    }),

    'POST /process': async () => {
      await network.processAll(10_000)
      return { processed: true }
    },

    'POST /accounts': async (body) => {
      if (typeof body.handle !== 'string') throw badRequest('handle is missing')
      const password = body.password ?? 'devnet-password'
      const { did, handle, accessJwt } = await xrpc(pds, 'com.atproto.server.createAccount', {
        body: { handle: body.handle, password, email: `${body.handle.replaceAll('.', '-')}@example.com` },
      })
      const account = { did, handle, password, accessJwt }
      accounts.set(did, account)
      const made = await as(account, 'com.atproto.server.createAppPassword', { body: { name: 'devnet' } })
      account.appPassword = made.password
      return { did, handle, password, appPassword: made.password }
    },

    'POST /posts': (body) => {
      required(body, 'text')
      const { text, facets, embed, reply, langs, tags, createdAt = now() } = body
      const labels = Array.isArray(body.labels)
        ? { $type: 'com.atproto.label.defs#selfLabels', values: body.labels.map((val) => ({ val })) }
        : body.labels
      const record = { text, facets, embed, reply, langs, labels, tags, createdAt }
      return write(actorOf(body), 'app.bsky.feed.post', record, body)
    },

    'POST /record': (body) => {
      required(body, 'collection', 'record')
      return write(actorOf(body), body.collection, body.record, { ...body, put: body.rkey !== undefined })
    },

    'POST /repost': (body) => {
      required(body, 'subject')
      const { subject: { uri, cid }, createdAt = now() } = body
      return write(actorOf(body), 'app.bsky.feed.repost', { subject: { uri, cid }, createdAt }, body)
    },

    'POST /delete': async (body) => {
      required(body, 'uri')
      const account = actorOf(body)
      const [collection, rkey] = body.uri.split('/').slice(3)
      await as(account, 'com.atproto.repo.deleteRecord', { body: { repo: account.did, collection, rkey } })
      return { deleted: body.uri }
    },

    'POST /follow': (body) => {
      required(body, 'subject')
      return write(actorOf(body), 'app.bsky.graph.follow', { subject: didOf(body.subject), createdAt: now() })
    },

    'POST /block': (body) => {
      required(body, 'subject')
      return write(actorOf(body), 'app.bsky.graph.block', { subject: didOf(body.subject), createdAt: now() })
    },

    'POST /list': async (body) => {
      required(body, 'name')
      const { name, members = [], purpose = 'app.bsky.graph.defs#curatelist' } = body
      const account = actorOf(body)
      const list = await write(account, 'app.bsky.graph.list', { name, purpose, createdAt: now() })
      const items = []
      for (const member of members) {
        const item = { subject: didOf(member), list: list.uri, createdAt: now() }
        items.push((await write(account, 'app.bsky.graph.listitem', item)).uri)
      }
      return { ...list, items }
    },

    'POST /starterpack': (body) => {
      required(body, 'name', 'list')
      const { name, list } = body
      return write(actorOf(body), 'app.bsky.graph.starterpack', { name, list, createdAt: now() })
    },

    'POST /rename': async (body) => {
      required(body, 'did', 'handle')
      const account = known(body.did)
      await as(account, 'com.atproto.identity.updateHandle', { body: { handle: body.handle } })
      account.handle = body.handle.toLowerCase()
      return { did: account.did, handle: account.handle }
    },

    'POST /deactivate': async (body) => {
      const account = actorOf(body)
      await as(account, 'com.atproto.server.deactivateAccount', { body: {} })
      return { did: account.did, active: false }
    },

    'POST /activate': async (body) => {
      const account = actorOf(body)
      await as(account, 'com.atproto.server.activateAccount', { post: true })
      return { did: account.did, active: true }
    },

    'POST /label': label,
    'POST /takedown': (body) => takedown(body, true),
    'POST /untakedown': (body) => takedown(body, false),
  }

  // ---- HTTP

  async function bodyOf(req) {
    const chunks = []
    for await (const chunk of req) chunks.push(chunk)
    if (chunks.length === 0) return {}
    let body
    try {
      body = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    } catch (err) {
      throw badRequest(`the body is not JSON: ${err.message}`)
    }
    if (body === null || typeof body !== 'object' || Array.isArray(body)) throw badRequest('the body is not an object')
    return body
  }

  async function answer(req) {
    const call = calls[`${req.method} ${req.url.split('?')[0]}`]
    if (!call) throw new CallError(404, 'NotFound', `no call ${req.method} ${req.url}`)
    return call(await bodyOf(req))
  }

  const server = http.createServer(async (req, res) => {
    let status = 200
    let body
    try {
      body = await answer(req)
    } catch (err) {
      if (!(err instanceof CallError)) console.error(req.method, req.url, err)
      status = err.status ?? 500
      body = { error: err.error ?? 'InternalServerError', message: err.message }
    }
    res.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`)
  })
  server.listen(0, host)
  await once(server, 'listening')
  info.control = `http://${host}:${server.address().port}`
  return server
}
