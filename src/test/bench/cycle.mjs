// Measures whole cycles of the bot against a stub, beside a script on the official client.
//
//   node cycle.mjs [--accounts 1000] [--latency 50] [--java JAVA] [--heap 96m] [--options="-XX:..."] [--only bot|peer]
//
// The start is a cycle with one account that never posted: it reads the same rules, logs in, makes a store. It wants target/alignment-feed-bot.jar, and the packages that src/test/devnet/devnet install brings. Wall time is from
// the start of the process to its end, CPU and peak memory (VmHWM) are the system's, looked at every 10 ms.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values: options } = parseArgs({
  options: {
    accounts: { type: 'string', default: '1000' },
    latency: { type: 'string', default: '50' },
    connections: { type: 'string', default: '16' },
    java: { type: 'string', default: 'java' },
    heap: { type: 'string', default: '96m' },
    options: { type: 'string', default: '' },
    only: { type: 'string', default: '' }
  }
})
const root = fileURLToPath(new URL('../../..', import.meta.url))
const here = fileURLToPath(new URL('.', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const accounts = Number(options.accounts)
const connections = Number(options.connections)
const bound = (1.25 * accounts * Number(options.latency)) / 1000 / connections

const stub = spawn('node', [join(here, 'stub.mjs'), options.accounts, options.latency], {
  stdio: ['ignore', 'pipe', 'inherit']
})
const { port, kilobytes, dids } = await new Promise(resolve => {
  let text = ''
  stub.stdout.on('data', part => {
    text += part
    if (text.includes('\n')) resolve(JSON.parse(text))
  })
})
const service = `http://127.0.0.1:${port}`
const counted = async () => (await fetch(`${service}/stub/count`)).json()

const run = (command, args, input = '') =>
  new Promise(resolve => {
    const began = performance.now()
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], cwd: root })
    let cpu = 0
    let peak = 0
    const look = () => {
      try {
        const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
        cpu = Math.max(cpu, (Number(stat[11]) + Number(stat[12])) / 100)
        peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0))
      } catch {
        // It has ended.
      }
    }
    const timer = setInterval(look, 10)
    let out = ''
    child.stdout.on('data', part => (out += part))
    child.stdin.end(input)
    child.on('close', async code => {
      clearInterval(timer)
      const wall = (performance.now() - began) / 1000
      const { count, reposts, bookmarks } = await counted()
      resolve({ code, wall, cpu, peak: peak / 1024, count, reposts, bookmarks, out: out.trim() })
    })
  })

const rows = []
const measure = async (name, command, args, input) => {
  const result = await run(command, args, input)
  rows.push({ name, ...result })
  const first = result.out.split('\n')[0]
  console.error(`${name}: exit ${result.code}; ${first}; ${result.reposts} reposts, ${result.bookmarks} bookmarks so far`)
}

try {
  if (options.only !== 'peer') {
    const configured = (name, followed) => {
      const config = join(folder, `${name}.yaml`)
      writeFileSync(
        config,
        [
          'bot: {handle: bench.bsky.test, password: abcd-efgh-ijkl-mnop, service: "' + service + '"}',
          `network: {appview: "${service}", plc: "${service}", connections: ${connections}}`,
          `include: ["${join(root, 'seeds/rules.yaml')}"]`,
          `store: "jdbc:sqlite:${join(folder, `${name}.db`)}"`,
          'accounts:',
          ...followed.map(did => `  - ${did}`)
        ].join('\n')
      )
      return ['--config', config, 'run']
    }
    const start = configured('start', ['did:plc:silentaaaaaaaaaaaaaaaaaa'])
    const bot = configured('bot', dids)
    const given = options.options.split(' ').filter(option => option !== '')
    const java = [`-Xmx${options.heap}`, ...given, '-jar', join(root, 'target/alignment-feed-bot.jar')]
    await measure('start alone', options.java, [...java, ...start])
    // Posts are read, decided on and kept, and nothing is written to the account: a budget of requests holds that up.
    await run(options.java, [...java, '--config', join(folder, 'bot.yaml'), 'pause'])
    await measure('this bot, everything new', options.java, [...java, ...bot])
    await measure('this bot, nothing new', options.java, [...java, ...bot])
  }
  if (options.only !== 'bot') {
    const peer = join(here, 'peer/peer.mjs')
    await measure('the script, one by one', 'node', [peer, service, '1'], dids.join('\n'))
    await measure(`the script, ${connections} at once`, 'node', [peer, service, String(connections)], dids.join('\n'))
  }
} finally {
  stub.kill()
  rmSync(folder, { recursive: true })
}

console.log(`\n${accounts} accounts of 100 posts, ${kilobytes[0]} kB a page, ${kilobytes[1]} kB zipped, answers after ${options.latency} ms`)
console.log('| | wall s | CPU s | peak MB | requests |\n|---|---|---|---|---|')
for (const { name, wall, cpu, peak, count } of rows) {
  console.log(`| ${name} | ${wall.toFixed(1)} | ${cpu.toFixed(1)} | ${peak.toFixed(0)} | ${count} |`)
}
console.log(`\nwanted: at most ${bound.toFixed(1)} s`)
