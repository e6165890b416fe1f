import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { affecter } from '../dossiers/affectation.commands.ts'
import { cloturer } from '../dossiers/cloture.commands.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { reproches, saisieDe, valeurs } from './audience.builder.ts'

let e: Essai
let p: Plateforme
let bex: Navigateur
let service67 = ''
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  bex = await new Navigateur(p).entrer('bex.strasbourg')
  service67 = (await un<{ id: string }>("SELECT id FROM moyens.service WHERE departement = '67'"))
    .id
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const tous = async <T extends object>(sql: string, v: unknown[] = []) =>
  (await e.proprietaire.query<T>(sql, v)).rows as T[]
const un = async <T extends object>(sql: string, v: unknown[] = []) =>
  (await tous<T>(sql, v))[0] as T
type Commande = Parameters<typeof executer>[2]
const faire = (commande: unknown, input: object, qui: string) =>
  executer(e.hote, qui, commande as Commande, input as never)
const nouvelles = async (dossierId: string, nature: string) =>
  (
    await tous(
      'SELECT 1 FROM dossiers.nouvelle WHERE dossier_id = $1 AND nature = $2 AND reglee_a IS NULL',
      [dossierId, nature],
    )
  ).length

type Connue = { id: string; nom: string; prenoms: string; naissanceLe: string }
let rang = 0
/** The BEX convokes this person of a closed dossier, which opens it again. */
async function rouvrir(x: Connue) {
  const qui = {
    nom: x.nom,
    prenoms: x.prenoms,
    naissanceLe: x.naissanceLe,
    situation: 'commune',
    commune: 'Strasbourg',
  }
  const url = (await bex.envoyer('/bex/convoquer', qui)).vers
  const choix = { ...saisieDe((await bex.ouvrir(url)).texte), personne: x.id }
  const { texte } = await bex.envoyer(url, { ...choix, _geste: 'creneaux' })
  rang += 1
  const creneauSpip = valeurs(texte, 'creneauSpip')[rang] ?? ''
  const r = await bex.envoyer(url, {
    ...choix,
    creneauSpip,
    malgre: 'oui',
    'rouvrir[]': x.id,
    motifDuChoix: 'Habite ici',
  })
  expect(reproches(r)).toBe('')
  const { id } = await un<{ id: string }>('SELECT id FROM bex.remise WHERE dossier_id = $1', [x.id])
  return { base: `/bex/remises/${x.id}/${id}` }
}

describe('Un dossier clos que la convocation avait rouvert', () => {
  const close = (rang: number) =>
    un<Connue & { closA: string; motif: string; serviceId: string }>(
      `SELECT p.dossier_id AS id, i.nom, i.prenoms, i.naissance_le::text AS "naissanceLe", i.telephone, c.close_a::text AS "closA", c.motif, p.service_id AS "serviceId"
       FROM dossiers.v_prise_en_charge_actuelle p JOIN dossiers.v_identite i USING (dossier_id) JOIN dossiers.cloture c ON c.dossier_id = p.dossier_id AND c.rouverte_a IS NULL
       WHERE i.clos_a IS NOT NULL AND c.motif <> 'deces' AND NOT EXISTS (SELECT 1 FROM bex.remise r WHERE r.dossier_id = p.dossier_id) AND p.service_id ${rang ? '<>' : '='} $1
       ORDER BY p.dossier_id LIMIT 1`,
      [service67],
    )
  const commeAvant = (id: string) =>
    un(
      `SELECT d.clos_a::text AS "closA", c.motif, p.service_id AS "serviceId" FROM dossiers.dossier d JOIN dossiers.cloture c ON c.dossier_id = d.dossier_id AND c.rouverte_a IS NULL
       JOIN dossiers.prise_en_charge p ON p.dossier_id = d.dossier_id AND p.fin_a IS NULL WHERE d.dossier_id = $1`,
      [id],
    )
  it.each([0, 1])(
    'Mauvaise personne : il est clos de nouveau, avec son motif, son jour et son service (%i : suivi ici, ailleurs)',
    async ou => {
      const x = await close(ou)
      const avant = { closA: x.closA, motif: x.motif, serviceId: x.serviceId }
      expect(await commeAvant(x.id)).toEqual(avant)
      const r = await rouvrir(x)
      expect(await commeAvant(x.id)).toBeUndefined()
      expect(await nouvelles(x.id, 'dossier_rouvert')).toBeGreaterThan(0)
      expect((await bex.ouvrir(`${r.base}/retirer`)).texte).toContain(
        'est clos de nouveau, comme avant elle',
      )
      expect(
        reproches(await bex.envoyer(`${r.base}/retirer`, { motif: 'Mauvaise personne' })),
      ).toBe('')
      expect(await commeAvant(x.id)).toEqual(avant)
      expect([
        await nouvelles(x.id, 'dossier_rouvert'),
        await nouvelles(x.id, 'rouvert_par_erreur'),
      ]).toEqual([0, 0])
      const services = await tous(
        "SELECT entite_id FROM dossiers.perimetre WHERE dossier_id = $1 AND motif = 'prise_en_charge' AND (fin_a IS NULL OR fin_a > now())",
        [x.id],
      )
      expect(services).toEqual([{ entite_id: x.serviceId }])
    },
  )
  it('Autre chose y a été fait depuis : il reste ouvert, le service l’apprend, et la ligne part quand il le clôt', async () => {
    const x = await close(0)
    const r = await rouvrir(x)
    const dpip = await e.agent('dpip.67')
    await faire(affecter, { dossierId: x.id, referentId: await e.agent('ts.67') }, dpip)
    expect((await bex.ouvrir(`${r.base}/retirer`)).texte).toContain(
      'reste ouvert : autre chose y a été fait depuis',
    )
    expect(reproches(await bex.envoyer(`${r.base}/retirer`, { motif: 'Mauvaise personne' }))).toBe(
      '',
    )
    expect(await commeAvant(x.id)).toBeUndefined()
    expect([
      await nouvelles(x.id, 'dossier_rouvert'),
      await nouvelles(x.id, 'rouvert_par_erreur'),
    ]).toEqual([0, 1])
    await faire(
      cloturer,
      {
        dossierId: x.id,
        motif: 'erreur',
        convocations: 'oui',
        rapports: 'oui',
        devoirs: 'Sans objet',
      },
      dpip,
    )
    expect(await nouvelles(x.id, 'rouvert_par_erreur')).toBe(0)
  })
})
