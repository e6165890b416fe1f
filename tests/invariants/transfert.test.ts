import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { creerDossier } from '../../src/dossiers/dossier.commands.ts'
import { accepterTransfert, proposerTransfert } from '../../src/dossiers/fil.commands.ts'
import { abandonner, reprendreRapport } from '../../src/magistrats/abandon.commands.ts'
import {
  commencerRapport,
  ecrireRapport,
  marquerLu,
  retirer,
  soumettre,
  transmettre,
} from '../../src/magistrats/magistrats.commands.ts'
import { type EtatDeRapport, etatsDeRapport } from '../../src/magistrats/magistrats.rules.ts'
import { repondre } from '../../src/magistrats/reponse.commands.ts'
import { passer, saisir } from '../../src/magistrats/saisine.commands.ts'
import { detenteurs } from '../../src/magistrats/saisine.rules.ts'
import { renvoyer, valider } from '../../src/magistrats/validation.commands.ts'
import { ajouterJours } from '../../src/platform/date.ts'
import { executer } from '../../src/platform/executer.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { application, type Essai, LE, Navigateur, nouvelEssai, ouvrirA } from '../base.ts'

/**
 * A dossier that changes service takes its work along (invariants 6 and 10; charte C9.1): every
 * state of a report and every holder of a request, before and after; then every table whose row
 * names a service, found in the catalogue.
 */
let e: Essai
let p: Plateforme
const ids: Record<string, string> = {}
const entres = new Map<string, Navigateur>()
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  const { rows } = await e.proprietaire.query(
    `SELECT (SELECT juridiction_id FROM moyens.agent WHERE id = $1) AS juridiction, (SELECT id FROM moyens.service WHERE departement = '57') AS s57,
            (SELECT id FROM moyens.service WHERE departement = '67') AS s67`,
    [await e.agent('jap.strasbourg')],
  )
  Object.assign(ids, rows[0])
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

type Commande = Parameters<typeof executer>[2]
const par = async <R = void>(qui: string, commande: unknown, input: object): Promise<R> =>
  (await executer(e.hote, await e.agent(qui), commande as Commande, input)) as R
const lire = async <T>(texte: string, ...valeurs: unknown[]): Promise<T[]> =>
  (await e.proprietaire.query(texte, valeurs)).rows as T[]
const navigateur = async (qui: string) => {
  const n = entres.get(qui) ?? (await new Navigateur(p).entrer(qui))
  entres.set(qui, n)
  return n
}
let n = 0
type Sur = { dossierId: string; nom: string; rapportId: string; saisineId: string }
/** Somebody followed by ts.67, whom the court of Strasbourg knows by a request. */
async function dossier(): Promise<Sur> {
  n += 1
  const nom = `Vxq${[...String(n * 7919)].map(c => 'bcdfghjklm'[Number(c)]).join('')}`
  const qui = { nom, prenoms: `Zov${nom}`, naissanceLe: '1987-06-05', confirme: 'oui' }
  const { dossierId } = await par<{ dossierId: string }>('ts.67', creerDossier, qui)
  await ouvrirA(e, dossierId, ids.juridiction ?? '', 'saisine')
  const quand = { recueLe: LE, echeanceLe: ajouterJours(LE, 12) }
  const { saisineId } = await par<{ saisineId: string }>('jap.strasbourg', saisir, {
    dossierId,
    nature: 'rapport_suivi',
    objet: 'Où en est-elle ?',
    ...quand,
  })
  return { dossierId, nom, saisineId, rapportId: '' }
}
const r = ({ dossierId, rapportId }: Sur) => ({ dossierId, rapportId })
const sections = [{ titre: 'Suivi', texte: 'Vu chaque mois.' }]
async function commencer(d: Sur): Promise<void> {
  const { rapportId } = await par<{ rapportId: string }>('ts.67', commencerRapport, {
    dossierId: d.dossierId,
    saisineId: d.saisineId,
    nature: 'suivi',
  })
  d.rapportId = rapportId
  await par('ts.67', ecrireRapport, { ...r(d), version: 1, titre: 'Suivi', sections })
}
const reponse = (sens: string, pourLe?: string) => async (d: Sur) =>
  par('jap.strasbourg', repondre, {
    ...r(d),
    sens,
    texte: 'Dites où elle loge.',
    ...(pourLe ? { pourLe } : {}),
  })
const soumis = (d: Sur) => par('ts.67', soumettre, r(d))
const valide = (d: Sur) => par('dpip.67', valider, r(d))
const transmis = (d: Sur) => par('ts.67', transmettre, r(d))
const lu = (d: Sur) => par('jap.strasbourg', marquerLu, r(d))
/**
 * How a report comes into each state: one that is added to the list without its way does not
 * compile.
 */
const chemins: Record<EtatDeRapport, ((d: Sur) => Promise<unknown>)[]> = {
  brouillon: [],
  soumis: [soumis],
  renvoye: [soumis, d => par('dpip.67', renvoyer, { ...r(d), motif: 'À préciser' })],
  valide: [soumis, valide],
  transmis: [soumis, valide, transmis],
  lu: [soumis, valide, transmis, lu],
  complement: [soumis, valide, transmis, reponse('complement', ajouterJours(LE, 9))],
  repondu: [soumis, valide, transmis, reponse('approuve')],
  abandonne: [d => par('ts.67', abandonner, { ...r(d), motif: 'Plus demandé' })],
}
/**
 * Who finds it in « Pour moi », and in which words: in the service that follows before, then after,
 * with a référent and without.
 */
const DEMANDE = 'Demande du magistrat'
const attendus: Record<
  EtatDeRapport,
  [mots: string, avant: string[], apres: string[], sansReferent: string[]]
> = {
  brouillon: [DEMANDE, ['ts.67'], ['ts.57'], ['dpip.57']],
  soumis: ['Rapport à valider', ['dpip.67'], ['dpip.57'], ['dpip.57']],
  renvoye: ['Rapport à reprendre', ['ts.67'], ['ts.57'], ['dpip.57']],
  valide: ['Rapport validé, à transmettre', ['ts.67'], ['ts.57'], ['dpip.57']],
  transmis: ['Rapport à lire', ['jap.strasbourg'], ['jap.strasbourg'], ['jap.strasbourg']],
  lu: ['Rapport lu, réponse à donner', ['jap.strasbourg'], ['jap.strasbourg'], ['jap.strasbourg']],
  complement: ['Complément demandé par le magistrat', ['ts.67'], ['ts.57'], ['dpip.57']],
  repondu: ['Rapport', [], [], []],
  abandonne: [DEMANDE, ['ts.67'], ['ts.57'], ['dpip.57']],
}
const comptes = ['ts.67', 'dpip.67', 'ts.57', 'dpip.57', 'jap.strasbourg']
/** Lines about this person in a list, as read on its pages. */
async function lignes(qui: string, adresse: string, nom: string): Promise<string[]> {
  const trouvees: string[] = []
  for (let page = 1; page < 20; page += 1) {
    const { texte } = await (await navigateur(qui)).ouvrir(
      `${adresse}${adresse.includes('?') ? '&' : '?'}par=100&page=${page}`,
    )
    trouvees.push(
      ...[...texte.matchAll(/<(li|tr) data-ligne.*?<\/\1>/gs)].map(([l]) =>
        l.replaceAll(/<[^>]+>/g, ' '),
      ),
    )
    if (!texte.includes('rel="next"')) break
  }
  return trouvees.filter(l => l.includes(nom))
}
async function quiTrouve(adresse: string, nom: string, mots: string): Promise<string[]> {
  const qui: string[] = []
  for (const compte of comptes)
    if ((await lignes(compte, adresse, nom)).some(l => l.includes(mots))) qui.push(compte)
  return qui
}
async function transferer(d: Sur, referent: string | null): Promise<void> {
  const motif = 'Vit à Metz'
  const { transfertId } = await par<{ transfertId: string }>('ts.67', proposerTransfert, {
    dossierId: d.dossierId,
    versServiceId: ids.s57,
    motif,
  })
  const suite = referent ? { referentId: await e.agent(referent) } : {}
  await par('dpip.57', accepterTransfert, {
    dossierId: d.dossierId,
    transfertId,
    convocations: 'garder',
    ...suite,
  })
}
const rapportDe = async (d: Sur) =>
  (
    await lire<{ etat: string; service_id: string }>(
      'SELECT * FROM magistrats.rapport WHERE id = $1',
      d.rapportId,
    )
  )[0]
const issue = async (fait: Promise<unknown>) =>
  fait.then(() => 'fait').catch((x: Error) => x.message)

describe('Un dossier transféré emporte son travail (C9.1)', () => {
  for (const etat of Object.keys(etatsDeRapport) as EtatDeRapport[])
    it(`rapport « ${etatsDeRapport[etat]} » : avant, après, et sans référent`, async () => {
      const [mots, avant, apres, sansReferent] = attendus[etat]
      for (const [referent, suite] of [
        ['ts.57', apres],
        [null, sansReferent],
      ] as const) {
        const d = await dossier()
        await commencer(d)
        for (const pas of chemins[etat]) await pas(d)
        expect([etat, await quiTrouve('/pour-moi', d.nom, mots)]).toEqual([etat, avant])
        await transferer(d, referent)
        expect([etat, await quiTrouve('/pour-moi', d.nom, mots)]).toEqual([etat, suite])
        if (etat === 'soumis')
          expect(await quiTrouve('/rapports', d.nom, d.nom)).toEqual(['ts.57', 'dpip.57'])
        if (!['repondu'].includes(etat)) {
          const enMain = await quiTrouve('/demandes?qui=service', d.nom, d.nom)
          expect([etat, enMain]).toEqual([etat, ['ts.57', 'dpip.57', 'jap.strasbourg']])
        }
      }
    })

  it('le rapport non parti va jusqu’au magistrat par le nouveau service, que l’ancien n’arrête ni ne signe plus', async () => {
    for (const etat of ['brouillon', 'renvoye', 'soumis', 'valide', 'abandonne'] as const) {
      const d = await dossier()
      await commencer(d)
      for (const pas of chemins[etat]) await pas(d)
      await transferer(d, 'ts.57')
      for (const [qui, acte] of [
        ['ts.67', soumettre],
        ['dpip.67', valider],
        ['ts.67', transmettre],
      ] as const)
        expect(await issue(par(qui, acte, r(d)))).not.toBe('fait')
      if (etat === 'abandonne') await par('ts.57', reprendreRapport, r(d))
      if (etat === 'soumis') {
        await par('ts.57', retirer, r(d))
        expect(await issue(par('ts.57', abandonner, { ...r(d), motif: 'Essai' }))).toBe('fait')
        await par('ts.57', reprendreRapport, r(d))
      }
      if (etat !== 'valide') {
        await par('ts.57', ecrireRapport, { ...r(d), version: 2, titre: 'Suivi', sections })
        await par('ts.57', soumettre, r(d))
        await par('dpip.57', valider, r(d))
      }
      await par('ts.57', transmettre, r(d))
      // Signed by who validated: the former service where it had, the new one elsewhere.
      expect([etat, await rapportDe(d)]).toMatchObject([
        etat,
        { etat: 'transmis', service_id: etat === 'valide' ? ids.s67 : ids.s57 },
      ])
    }
  })

  it('ce qui est déjà parti reste signé du service qui l’a fait', async () => {
    for (const etat of ['transmis', 'lu', 'complement', 'repondu'] as const) {
      const d = await dossier()
      await commencer(d)
      for (const pas of chemins[etat]) await pas(d)
      await transferer(d, 'ts.57')
      expect([etat, (await rapportDe(d))?.service_id]).toEqual([etat, ids.s67])
    }
  })

  it('la demande suit, en quelques mains qu’elle soit', async () => {
    for (const detenteur of Object.keys(detenteurs)) {
      const d = await dossier()
      if (detenteur !== 'spip')
        await par('ts.67', passer, { dossierId: d.dossierId, saisineId: d.saisineId, detenteur })
      await transferer(d, 'ts.57')
      const liste = `/demandes?qui=service&detenteur=${detenteur}`
      expect([detenteur, await quiTrouve(liste, d.nom, d.nom)]).toEqual([
        detenteur,
        ['ts.57', 'dpip.57', 'jap.strasbourg'],
      ])
      expect([detenteur, await quiTrouve('/demandes?qui=moi', d.nom, d.nom)]).toEqual([
        detenteur,
        ['ts.57', 'jap.strasbourg'],
      ])
    }
  })

  it('la nouvelle que l’ancien service n’avait pas vue est chez le nouveau référent', async () => {
    const d = await dossier()
    await commencer(d)
    await soumis(d)
    await par('ts.67', retirer, r(d))
    expect(await quiTrouve('/pour-moi', d.nom, 'Rapport retiré par son rédacteur')).toEqual([
      'dpip.67',
    ])
    await transferer(d, 'ts.57')
    expect(await quiTrouve('/pour-moi', d.nom, 'Rapport retiré par son rédacteur')).toEqual([
      'ts.57',
    ])
  })

  it('le message qui attend, la lettre à imprimer ou l’envoi échoué est dans la boîte du nouveau service', async () => {
    const d = await dossier()
    for (const [etat, canal] of [
      ['echec', 'sms'],
      ['a_imprimer', 'lettre'],
      ['a_envoyer', 'sms'],
    ] as const)
      await e.proprietaire.query(
        `INSERT INTO messages.message (dossier_id, entite_id, moment, canal, destinataire, texte, envoi_a, utile_jusqua, etat, cle)
         VALUES ($1, $2, 'convocation', $3, '+33612345678', 'Texte', $4, $4, $5, $6)`,
        [
          d.dossierId,
          ids.s67,
          canal,
          `${ajouterJours(LE, 3)}T09:00:00Z`,
          etat,
          `${etat} ${d.dossierId}`,
        ],
      )
    await transferer(d, 'ts.57')
    const rows = await lire<{ etat: string; entite_id: string; n: number }>(
      `SELECT m.etat, m.entite_id, count(v.id)::int AS n FROM messages.message m LEFT JOIN messages.evenement v ON v.message_id = m.id AND v.quoi = 'transfert'
       WHERE m.dossier_id = $1 GROUP BY 1, 2 ORDER BY 1`,
      d.dossierId,
    )
    expect(rows).toEqual(
      ['a_envoyer', 'a_imprimer', 'echec'].map(etat => ({ etat, entite_id: ids.s57, n: 1 })),
    )
  })
})

/**
 * Tables of a dossier whose row names a service or a juridiction, and what a transfer does to it.
 */
const tables: Record<string, string> = {
  'agenda.convocation':
    'qui accepte dit ce que deviennent celles à venir (suivreLeTransfert) ; les passées sont de l’histoire',
  'dossiers.nouvelle': 'suit le dossier (faire_suivre_nouvelles)',
  'dossiers.perimetre': 'fermé à l’ancien service, ouvert au nouveau, par le transfert lui-même',
  'dossiers.prise_en_charge': 'la chaîne elle-même',
  'dossiers.transfert': 'le transfert lui-même : de quel service à quel service',
  'magistrats.rapport': 'service qui signe ; qui l’a en main se lit dans la chaîne',
  'messages.message':
    'ce qui demande encore quelqu’un suit (confierAuNouveauService) ; ce qui est parti reste',
}
describe('Aucune table n’est oubliée par le transfert', () => {
  it('chaque table d’un dossier qui nomme un service dit ce qu’elle devient', async () => {
    const trouvees = await lire<{ nom: string }>(
      `SELECT DISTINCT c.table_schema || '.' || c.table_name AS nom FROM information_schema.columns c
       JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
       WHERE c.column_name ~ '(service|entite)_id$' AND EXISTS (SELECT 1 FROM information_schema.columns d
         WHERE d.table_schema = c.table_schema AND d.table_name = c.table_name AND d.column_name = 'dossier_id') ORDER BY 1`,
    )
    expect(trouvees.map(t => t.nom)).toEqual(Object.keys(tables).sort())
  })
})
