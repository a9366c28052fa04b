// Runs the test network in one process: PostgreSQL as a child, then the PLC directory, the PDS and
// the AppView of @atproto/dev-env, and the control server. Started by ./devnet with two arguments:
// the folder for its state and the folder of PostgreSQL's programs.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import dns from 'node:dns'
import { once } from 'node:events'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startControl } from './control.mjs'

const HOST = '127.0.0.1'
const [stateDir, pgBin] = process.argv.slice(2)
const inState = (name) => path.join(stateDir, name)
const rateLimits = process.env.DEVNET_RATE_LIMITS === '1'

// Everything that only this run needs lies here, outside the checkout: the postgres user must reach it.
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'devnet-'))
fs.chmodSync(dataDir, 0o711)

// Set before the packages load: they read these when they are loaded.
process.env.TMPDIR = path.join(dataDir, 'tmp')
fs.mkdirSync(process.env.TMPDIR, { mode: 0o700 })
process.env.LOG_ENABLED ??= 'true'
process.env.LOG_LEVEL ??= 'warn'
// dev-env insists on a Redis address and, in this version, never connects to it.
process.env.REDIS_HOST = `${HOST}:1`

let network
let postgres
let control
let stopping = false

/** One line a process: name, pid, start time (so that a pid used again is not taken for ours). */
function recordProcess(name, pid) {
  const startTime = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[19]
  fs.appendFileSync(inState('processes'), `${name} ${pid} ${startTime}\n`)
}

async function stop(why, code) {
  if (stopping) return
  stopping = true
  console.error(`stopping: ${why}`)
  fs.rmSync(inState('network.json'), { force: true })
  control?.closeAllConnections()
  control?.close()
  await Promise.race([network?.close().catch(() => {}), sleep(4000)])
  if (postgres && postgres.exitCode === null && postgres.signalCode === null) {
    const gone = once(postgres, 'exit')
    postgres.kill('SIGINT')
    await Promise.race([gone, sleep(4000).then(() => postgres.kill('SIGQUIT'))])
  }
  fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 })
  fs.rmSync(inState('processes'), { force: true })
  process.exit(code)
}

/** The servers of dev-env listen on every address; here a port without a host means the loopback. */
function listenOnLoopbackOnly() {
  dns.setDefaultResultOrder('ipv4first')
  const listen = net.Server.prototype.listen
  net.Server.prototype.listen = function (...args) {
    const [first, second] = args
    if (first !== null && typeof first === 'object') {
      if ('port' in first && !first.host) args[0] = { ...first, host: HOST }
    } else if (Number.isInteger(Number(first)) && typeof second !== 'string') {
      args.splice(1, 0, HOST)
    }
    return listen.apply(this, args)
  }
}

async function freePort() {
  const probe = net.createServer().listen(0, HOST)
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  await once(probe, 'close')
  return port
}

/** Starts a private PostgreSQL and gives its URL. The kernel ends it when this process dies. */
async function startPostgres() {
  const dir = path.join(dataDir, 'postgres')
  const password = randomBytes(18).toString('hex')
  const passwordFile = path.join(dataDir, 'password')
  fs.mkdirSync(dir, { mode: 0o700 })
  fs.writeFileSync(passwordFile, password, { mode: 0o600 })
  let asUser = []
  if (process.getuid() === 0) {
    execFileSync('chown', ['postgres:', dir, passwordFile])
    asUser = ['--reuid=postgres', '--regid=postgres', '--init-groups']
  }
  const log = fs.openSync(inState('logs/postgres.log'), 'w')
  const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' }
  const options = { cwd: dataDir, env, stdio: ['ignore', log, log] }
  execFileSync('setpriv', [
    ...asUser, path.join(pgBin, 'initdb'), '-D', dir, '-U', 'devnet', '-E', 'UTF8', '--no-sync',
    '--auth=scram-sha-256', `--pwfile=${passwordFile}`,
  ], options)
  fs.rmSync(passwordFile)

  const port = await freePort()
  const settings = {
    listen_addresses: HOST, port, unix_socket_directories: '', max_connections: 100,
    fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', jit: 'off',
  }
  postgres = spawn('setpriv', [
    '--pdeathsig=INT', ...asUser, path.join(pgBin, 'postgres'), '-D', dir,
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ], options)
  postgres.on('error', (err) => stop(`PostgreSQL: ${err.message}`, 1))
  postgres.on('exit', (code, signal) => stop(`PostgreSQL ended (${signal ?? code})`, 1))
  recordProcess('postgres', postgres.pid)
  await accepting(port)
  return `postgresql://devnet:${password}@${HOST}:${port}/postgres`
}

async function accepting(port) {
  const ready = () => spawnSync(path.join(pgBin, 'pg_isready'), ['-q', '-h', HOST, '-p', `${port}`]).status === 0
  for (const deadline = Date.now() + 30_000; !ready(); await sleep(50)) {
    if (Date.now() > deadline) throw new Error('PostgreSQL does not accept connections, see logs/postgres.log')
  }
}

/**
 * Lets this AppView stand in for the production one: `atproto-proxy: did:web:api.bsky.app#bsky_appview`
 * works at the PDS as it does outside, besides the AppView's own DID.
 */
const PRODUCTION_APPVIEW = 'did:web:api.bsky.app'

function answerForProductionAppView({ pds, bsky }) {
  const resolver = pds.ctx.idResolver.did
  const resolve = resolver.resolveNoCache
  resolver.resolveNoCache = async (did) =>
    did === PRODUCTION_APPVIEW
      ? { id: did, service: [{ id: '#bsky_appview', type: 'BskyAppView', serviceEndpoint: bsky.url }] }
      : resolve.call(resolver, did)
}

async function main() {
  fs.writeFileSync(inState('processes'), `data ${dataDir}\n`)
  recordProcess('server', process.pid)
  process.on('SIGTERM', () => stop('asked to', 0))
  process.on('SIGINT', () => stop('asked to', 0))
  process.on('unhandledRejection', (err) => console.error('unhandled rejection', err))
  // When the state folder goes (a clean build), nothing could stop this network any more: it ends itself.
  setInterval(() => fs.existsSync(inState('processes')) || stop('state folder is gone', 1), 1000).unref()

  listenOnLoopbackOnly()
  const require = createRequire(import.meta.url)
  const [dbPostgresUrl, { TestNetwork }] = await Promise.all([startPostgres(), require('@atproto/dev-env')])
  const bypassKey = randomBytes(18).toString('hex')
  network = await TestNetwork.create({
    dbPostgresUrl,
    dbPostgresSchema: 'devnet',
    pds: { rateLimitsEnabled: rateLimits, rateLimitBypassKey: bypassKey },
    bsky: { alternateAudienceDids: [PRODUCTION_APPVIEW] },
  })
  answerForProductionAppView(network)

  const info = {
    plc: network.plc.url,
    pds: network.pds.url,
    appview: network.bsky.url,
    appviewDid: network.bsky.ctx.cfg.serverDid,
    labelerDid: network.ozone.ctx.cfg.service.did,
    rateLimits,
    startedAt: new Date().toISOString(),
    pids: { server: process.pid, postgres: postgres.pid },
  }
  control = await startControl({ network, info, bypassKey, host: HOST })
  fs.writeFileSync(inState('network.json.new'), `${JSON.stringify(info, null, 2)}\n`)
  fs.renameSync(inState('network.json.new'), inState('network.json'))
}

main().catch((err) => stop(err.stack ?? err, 1))
