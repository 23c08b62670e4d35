// Decides the requests of a file with iam-simulate, from raw documents to answers, several rounds in one process.
//
//     node decide.mjs MIX OUTPUT ROUNDS
//
// The folder it is started in holds the installed package. OUTPUT gets the seconds of each round and the answers.

import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { performance } from 'node:perf_hooks'

const [, , mixPath, outputPath, rounds] = process.argv
const require = createRequire(`${process.cwd()}/`)
const { runSimulation } = require('@cloud-copilot/iam-simulate')

const mix = JSON.parse(readFileSync(mixPath, 'utf8'))
const words = { Allowed: 'allowed', ImplicitlyDenied: 'denied', ExplicitlyDenied: 'denied explicitly' }

const named = (numbers) => numbers.map((number) => ({ name: `p${number}`, policy: mix.documents[number] }))
const levels = (raw) => raw.map((numbers, place) => ({ orgIdentifier: `level-${place}`, policies: named(numbers) }))
const document = (number) => (number === null ? undefined : mix.documents[number])
const list = (number) => (number === null ? undefined : named([number]))

// What a role has is gathered once, as it is on the other side.
const roles = mix.roles.map((role) => ({
  identityPolicies: named(role.identity),
  permissionBoundaryPolicies: list(role.boundary),
  serviceControlPolicies: levels(role.scps),
  resourceControlPolicies: levels(role.rcps),
}))

const simulationOf = (raw) => ({
  ...roles[raw.role],
  request: {
    principal: raw.principal,
    action: raw.action,
    resource: { resource: raw.resource, accountId: raw.account },
    contextVariables: raw.context,
  },
  resourcePolicy: document(raw.policy),
  vpcEndpointPolicies: list(raw.endpoint),
})

const seconds = []
let answers = []
for (let round = 0; round < Number(rounds); round += 1) {
  answers = []
  const started = performance.now()
  for (const raw of mix.requests) {
    const found = await runSimulation(simulationOf(raw), {})
    answers.push(found.resultType === 'error' ? found.errors.message : words[found.overallResult])
  }
  seconds.push((performance.now() - started) / 1000)
}
writeFileSync(outputPath, JSON.stringify({ seconds, answers }))
