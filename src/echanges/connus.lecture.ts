import { agentsDuService, antennesDuService, fonctionsQui, juridictions } from '../moyens/index.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { cleDe } from './fichier.rules.ts'
import type { Connus } from './verification.examen.ts'

export async function lireConnus(tx: Tx, serviceId: string, le: Jour): Promise<Connus> {
  const agents = await agentsDuService(tx, serviceId, le, fonctionsQui('suit'))
  return {
    agents: new Map(
      agents.flatMap(agent =>
        [
          agent.nomComplet,
          `${agent.nom} ${agent.prenom}`,
          ...(agent.courriel ? [agent.courriel] : []),
        ].map((nom): [string, string] => [cleDe(nom), agent.agentId]),
      ),
    ),
    antennes: new Map(
      (await antennesDuService(tx, serviceId, le)).map(antenne => [
        cleDe(antenne.nom),
        antenne.antenneId,
      ]),
    ),
    juridictions: new Map(
      (await juridictions(tx)).map(juridiction => [
        cleDe(juridiction.nom),
        juridiction.juridictionId,
      ]),
    ),
  }
}
