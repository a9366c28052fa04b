// Measures `serve` between cycles: what it holds in memory and how much of a core it takes once its first cycle against
// a stub has ended.
//
//   node idle.mjs [--accounts 1000] [--latency 50] [--java JAVA] [--options='-Xmx96m ...'] [--seconds 60]
//
// It wants target/alignment-feed-bot.jar. The options of Java are the image's, read from the Dockerfile, without those that name
// its files; what --options says is added. Memory is VmRSS, processor time the system's.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values: options } = parseArgs({
  options: {
    accounts: { type: 'string', default: '1000' },
    latency: { type: 'string', default: '50' },
    java: { type: 'string', default: 'java' },
    options: { type: 'string', default: '' },
    seconds: { type: 'string', default: '60' }
  }
})
const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'idle-'))
const stub = spawn('node', [fileURLToPath(new URL('stub.mjs', import.meta.url)), options.accounts, options.latency], {
  stdio: ['ignore', 'pipe', 'inherit']
})
const firstLine = (stream, wanted) =>
  new Promise(resolve => {
    let text = ''
    stream.on('data', part => {
      text += part
      const line = text.split('\n').slice(0, -1).find(l => wanted.test(l))
      if (line !== undefined) resolve(line)
    })
  })
const { port, dids } = JSON.parse(await firstLine(stub.stdout, /./))
const service = `http://127.0.0.1:${port}`
const config = join(folder, 'bot.yaml')
writeFileSync(
  config,
  [
    `bot: {handle: bench.bsky.test, password: abcd-efgh-ijkl-mnop, service: "${service}"}`,
    `network: {appview: "${service}", plc: "${service}"}`,
    `include: ["${join(root, 'seeds/rules.yaml')}"]`,
    `store: "jdbc:sqlite:${join(folder, 'bot.db')}"`,
    'schedule: {every: 6h, jitter: 0s}',
    'http: {port: 18089}',
    'accounts:',
    ...dids.map(did => `  - ${did}`)
  ].join('\n')
)
const [, written] = /^RUN printf '%s\\n' ((?:.|\\\n)*?) >java.options/m.exec(readFileSync(join(root, 'Dockerfile'), 'utf8'))
const flags = written.split(/[\s\\]+/).filter(flag => !/\/data|\/app/.test(flag))
const java = [...flags, ...options.options.split(' '), '-jar', join(root, 'target/alignment-feed-bot.jar')].filter(Boolean)

// Paused, it reads, decides and keeps what it chose: a budget of requests would hold up what it writes for minutes.
execFileSync(options.java, [...java, '--config', config, 'pause'], { stdio: 'ignore', cwd: root })
const bot = spawn(options.java, [...java, '--config', config, 'serve'], { stdio: ['ignore', 'ignore', 'pipe'], cwd: root })
const look = () => {
  const stat = readFileSync(`/proc/${bot.pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
  const status = readFileSync(`/proc/${bot.pid}/status`, 'utf8')
  const megabytes = name => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) / 1024)
  return {
    cpu: (Number(stat[11]) + Number(stat[12])) / 100,
    resident: megabytes('VmRSS'),
    peak: megabytes('VmHWM'),
    threads: Number(/Threads:\s+(\d+)/.exec(status)[1])
  }
}

try {
  const told = await firstLine(bot.stderr, /ServeCommand cycle/)
  const ended = look()
  await pause(Number(options.seconds) * 1000)
  const rested = look()
  await pause(Number(options.seconds) * 1000)
  const idle = look()
  console.log(told)
  console.log(`java ${java.slice(0, -2).join(' ')}`)
  console.log(`a cycle of ${options.accounts} accounts: ${ended.cpu.toFixed(1)} s of processor time, ${ended.peak} MB at most`)
  console.log(`resident: ${ended.resident} MB at its end, ${rested.resident} MB after ${options.seconds} s, ${idle.resident} MB after twice that`)
  console.log(`between: ${(100 * (idle.cpu - rested.cpu) / Number(options.seconds)).toFixed(2)} % of a core, ${idle.threads} threads`)
} finally {
  bot.kill()
  stub.kill()
  await new Promise(resolve => (bot.exitCode === null && bot.signalCode === null ? bot.on('exit', resolve) : resolve()))
  rmSync(folder, { recursive: true })
}
