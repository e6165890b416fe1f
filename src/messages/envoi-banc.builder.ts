import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { type Essai, MATIN, nouvelEssai } from '../../tests/base.ts'
import { passerelleSmpp, type ReglagesSmpp } from '../platform/passerelles/smpp.ts'
import { ilEstEnBase, jusqua } from './envoi.builder.ts'
import { demarrerEnvoi, type Envoi, type ReglagesDEnvoi } from './envoi.jobs.ts'
import { ouvrirSmsc, type Smsc } from './smsc.builder.ts'

const parLeSmsc = ({ reglages }: Smsc, smpp: Partial<ReglagesSmpp>) =>
  passerelleSmpp({ ...reglages, nom: 'smsc', delaiDeReponseMs: 300, ...smpp })

/** Started, and bound to all its gateways. */
async function demarrerRelie(
  reglages: Pick<ReglagesDEnvoi, 'base' | 'passerelles' | 'surErreur'> & Partial<ReglagesDEnvoi>,
): Promise<Envoi> {
  const ouvert = demarrerEnvoi({ periodeMs: null, ...reglages })
  await jusqua(() => reglages.passerelles.every(passerelle => passerelle.ouverteDepuis() !== null))
  return ouvert
}

async function unMessage(pool: Essai['proprietaire'], id: string) {
  const { rows } = await pool.query<Record<string, unknown>>(
    "SELECT * FROM messages.message WHERE $1 IN ('', id::text) LIMIT 1",
    [id],
  )
  return rows[0] ?? {}
}

/** A base, an SMSC and a clock for a file of tests: empty before each, stopped after it. */
export function banc() {
  let essai: Essai
  let smsc: Smsc
  let erreurs: string[] = []
  const ouverts: Envoi[] = []
  beforeAll(async () => {
    essai = await nouvelEssai()
  })
  beforeEach(async () => {
    erreurs = []
    await ilEstEnBase(essai.proprietaire, `'${MATIN}'::timestamptz`)
    smsc = await ouvrirSmsc()
    await essai.proprietaire.query(
      'TRUNCATE messages.evenement, messages.message, messages.opposition, messages.lien_arret',
    )
  })
  afterEach(async () => {
    await Promise.all(ouverts.splice(0).map(ouvert => ouvert.arreter()))
    await smsc.fermer()
  })
  afterAll(() => essai.fermer())
  return {
    get pool() {
      return essai.proprietaire
    },
    get base() {
      return essai.base
    },
    get smsc() {
      return smsc
    },
    get erreurs() {
      return erreurs
    },
    /** So long after nine in the morning. */
    ilEst: (apres: Parameters<typeof MATIN.add>[0]) =>
      ilEstEnBase(essai.proprietaire, `'${MATIN.add(apres)}'::timestamptz`),
    /**
     * A sending process that looks at the queue only when it is told, by the SMSC unless said
     * otherwise.
     */
    async envoi(
      reponse: Partial<ReglagesDEnvoi> = {},
      smpp: Partial<ReglagesSmpp> = {},
    ): Promise<Envoi> {
      const passerelles = reponse.passerelles ?? [parLeSmsc(smsc, smpp)]
      const surErreur = (erreur: string) => void erreurs.push(erreur)
      const ouvert = await demarrerRelie({ base: essai.base, surErreur, ...reponse, passerelles })
      ouverts.push(ouvert)
      return ouvert
    },
    message: (id = ''): Promise<Record<string, unknown>> => unMessage(essai.proprietaire, id),
  }
}
