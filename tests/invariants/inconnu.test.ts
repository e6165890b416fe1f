import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { identite } from '../../src/dossiers/index.ts'
import { recalculerLaBase } from '../../src/echeances/index.ts'
import { type Origine, partie, rapportEnPdf } from '../../src/magistrats/redaction.lecture.ts'
import { fenetreDAudience, obligationComplete } from '../../src/mesures/index.ts'
import { mentions } from '../../src/mesures/recueil.rules.ts'
import { ajouterJours } from '../../src/platform/date.ts'
import { inTransaction } from '../../src/platform/demande.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import type { Citation } from '../../src/platform/law.ts'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../base.ts'
import { texteVisible } from './page.ts'

/**
 * Invariant 17: what nobody has read bears « à vérifier » wherever it is shown. The whole law is
 * said unread, then read: each surface that shows a value has the mark in the first case, and
 * nowhere in the second.
 */
const imprimes = vi.hoisted(() => [] as unknown[])
vi.mock('../../src/platform/pdf/index.ts', async original => {
  const vrai = await original<typeof import('../../src/platform/pdf/index.ts')>()
  const pdf: typeof vrai.pdf = (modele, valeurs) => {
    imprimes.push(valeurs)
    return vrai.pdf(modele, valeurs)
  }
  return { ...vrai, pdf }
})

const citations = [
  ...new Set(mentions.flatMap(m => ('confiance' in m.source ? [m.source as Citation] : []))),
]
const { raison, lecture } = {
  raison: 'essai',
  lecture: { qui: 'essai', le: LE, ou: 'essai', mots: null },
}
/** Every citation of the set, said read or not, in place: whoever holds it sees it. */
const direToutes = (confiance: Citation['confiance']) => {
  for (const c of citations)
    Object.assign(c, confiance === 'lu' ? { confiance, lecture } : { confiance, raison })
}

let e: Essai
let p: Plateforme
let dossierId = ''
let mesureId = ''
let nature = ''
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  const agent = await e.agent('ts.67')
  const { rows } = await e.proprietaire.query(
    `SELECT m.dossier_id, m.mesure_id, m.nature FROM mesures.v_mesure m JOIN dossiers.prise_en_charge c USING (dossier_id) JOIN dossiers.dossier d USING (dossier_id)
     JOIN echeances.v_echeance x ON x.dossier_id = m.dossier_id AND x.mesure_id = m.mesure_id AND x.cle <> 'terme' AND x.faite_le IS NULL AND x.le <= $2::date + 80
     WHERE c.fin_a IS NULL AND d.clos_a IS NULL AND m.finie_le IS NULL AND c.service_id = (SELECT service_id FROM moyens.agent WHERE id = $1)
     ORDER BY x.le, m.dossier_id, m.mesure_id LIMIT 1`,
    [agent, LE],
  )
  ;({ dossier_id: dossierId, mesure_id: mesureId, nature } = rows[0])
  // That dossier is the agent's, and its decision has an obligation of the list: each surface has
  // something of the law to say.
  await e.proprietaire.query(
    'UPDATE mesures.mesure SET decision_le = $3, debut_le = $3, notifiee_le = NULL, faits_le = NULL WHERE dossier_id = $1 AND id = $2',
    [dossierId, mesureId, ajouterJours(LE, -86)],
  )
  await e.proprietaire.query('DELETE FROM echeances.non_poursuite WHERE dossier_id = $1', [
    dossierId,
  ])
  await e.proprietaire.query(
    'UPDATE dossiers.prise_en_charge SET referent_id = $2 WHERE dossier_id = $1 AND fin_a IS NULL',
    [dossierId, agent],
  )
  await e.proprietaire.query(
    `INSERT INTO mesures.obligation (dossier_id, mesure_id, article, libelle, rang) VALUES ($1, $2, 'CP 132-45, 3°', $3, 90)`,
    [dossierId, mesureId, obligationComplete({ article: 'CP 132-45, 3°' }, '2016-01-04').libelle],
  )
}, 60_000)
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

const MARQUE = /à vérifier/i
/** Links and headings whose subject is what is to verify, and that say nothing of a value. */
const horsSujet = /^(À vérifier|Valeurs à vérifier)$/
const page = async (url: string) => {
  const { texte } = await (await new Navigateur(p).entrer('ts.67')).ouvrir(url)
  return texteVisible(texte).filter(l => !horsSujet.test(l))
}
const calendrier = async (url: string) =>
  (await (await new Navigateur(p).entrer('ts.67')).ouvrir(url)).texte
    .replaceAll('\r\n ', '')
    .split('\n')
async function rapport(): Promise<string[]> {
  imprimes.length = 0
  const porteur = { compteId: await e.agent('ts.67') }
  await inTransaction(
    e.hote,
    { porteur, permission: null, dossierId: null, requete: 'essai' },
    async tx => {
      const { titre, texte } = await partie(tx, dossierId, 'mesure' satisfies Origine)
      const i = await identite(tx, dossierId)
      const entete = {
        redacteurNom: 'A',
        serviceNom: 'S',
        juridictionNom: 'J',
        titre: 'Rapport',
      } as Parameters<typeof rapportEnPdf>[1]
      const valide = {
        par: 'Un cadre',
        a: '2026-11-24T08:00:00Z',
        fuseau: 'Europe/Paris',
        le: LE,
      } as const
      if (i)
        rapportEnPdf(
          i,
          entete,
          [{ titre, texte, source: 'mesure' }] as unknown as Parameters<typeof rapportEnPdf>[2],
          valide,
        )
      return { resultat: null, fin: 'SELECT 1' }
    },
  )
  return [JSON.stringify(imprimes)]
}
const surfaces: [string, () => Promise<string[]>][] = [
  ['le dossier', () => page(`/dossiers/${dossierId}`)],
  ['les mesures du dossier', () => page(`/dossiers/${dossierId}/mesures`)],
  ['la mesure', () => page(`/dossiers/${dossierId}/mesures/${mesureId}`)],
  ['la fiche de la personne', () => page(`/dossiers/${dossierId}/mesures/${mesureId}/fiche`)],
  ['les échéances du dossier', () => page(`/dossiers/${dossierId}/echeances`)],
  ['les échéances de l’agent', () => page('/echeances')],
  ['Ma journée', () => page('/')],
  ['le calendrier des échéances', () => calendrier('/echeances.ics')],
  ['le rapport et son PDF', rapport],
  ['le droit de cette mesure', () => page(`/droit/mesures/${nature}`)],
  ['la fiche du droit', () => page(`/droit/mesures/${nature}/fiche`)],
  [
    'les délais de l’audience',
    async () => [fenetreDAudience('spip', LE, 'metropole')?.citation ?? ''],
  ],
]

describe('Ce que personne n’a lu porte « à vérifier » partout où on le montre (invariant 17)', () => {
  it.each(surfaces)('%s', async (_nom, lire) => {
    direToutes('a_verifier')
    await recalculerLaBase(e.url)
    expect((await lire()).filter(l => MARQUE.test(l)).length).toBeGreaterThan(0)
    direToutes('lu')
    await recalculerLaBase(e.url)
    expect((await lire()).filter(l => MARQUE.test(l))).toEqual([])
  })
  it('une échéance d’avant cette marque est à vérifier, jusqu’à ce qu’elle soit recalculée', async () => {
    const { rows } = await e.proprietaire.query(
      `SELECT column_default FROM information_schema.columns WHERE table_schema = 'echeances' AND table_name = 'echeance' AND column_name = 'a_verifier'`,
    )
    expect(rows).toEqual([{ column_default: 'true' }])
  })
})
