import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai, ouvrirA } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { installerReactions } from '../reactions.ts'
import { cloturer, creerDossier, garderBrouillon } from './index.ts'

let e: Essai
let p: Plateforme
beforeAll(async () => {
  installerReactions()
  e = await nouvelEssai()
  p = await application(e)
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

let rang = 0
const nouveau = async () => {
  rang += 1
  const personne = {
    nom: `Brouillonne${rang}x`,
    prenoms: `Odile${rang}`,
    naissanceLe: '1987-05-06',
    confirme: 'oui',
  }
  return (await executer(e.hote, await e.agent('ts.67'), creerDossier, personne as never)).dossierId
}
type Garde = { dossierId: string; cle: string; url: string; valeurs: Record<string, string> }
const garder = async (qui: string, g: Garde) =>
  executer(e.hote, await e.agent(qui), garderBrouillon, {
    ...g,
    titre: `Tapé par ${qui}`,
    version: 0,
  } as never)
const entretien = (dossierId: string, recit: string): Garde => ({
  dossierId,
  cle: 'entretien',
  url: `/dossiers/${dossierId}/entretiens/noter`,
  valeurs: { le: '2026-11-20', recit, forme: 'bureau' },
})
const entrer = (qui: string) => new Navigateur(p).entrer(qui)
const restent = async (dossierId: string) =>
  (
    await e.proprietaire.query('SELECT cle FROM dossiers.brouillon WHERE dossier_id = $1', [
      dossierId,
    ])
  ).rowCount
const un = async <T extends object>(sql: string, valeurs: unknown[]): Promise<T> => {
  const { rows } = await e.proprietaire.query<T>(sql, valeurs)
  if (!rows[0]) throw new Error('nothing found')
  return rows[0]
}

describe('Un brouillon dont le formulaire est refusé', () => {
  it('dossier clos : la page de clôture compte les siens seuls ; les mots se relisent, à leur auteur seul, et se jettent', async () => {
    const dossierId = await nouveau()
    const siens = entretien(dossierId, 'Elle a dit avoir trouvé une chambre.')
    await garder('ts.67', siens)
    const dpip = await entrer('dpip.67')
    const cloture = `/dossiers/${dossierId}/cloturer`
    expect((await dpip.ouvrir(cloture)).texte).not.toMatch(/brouillons? dans ce dossier/)
    await garder('dpip.67', { ...siens, valeurs: { recit: 'Vu en commission.' } })
    expect((await dpip.ouvrir(cloture)).texte).toContain('Vous avez un brouillon dans ce dossier')
    await executer(e.hote, await e.agent('dpip.67'), cloturer, {
      dossierId,
      motif: 'fin_de_mesure',
    } as never)

    const ts = await entrer('ts.67')
    const { statut, texte } = await ts.ouvrir(siens.url)
    expect(statut).toBe(409)
    expect(texte).toMatch(
      /Ce dossier est clos[\s\S]*Votre brouillon[\s\S]*20\/11\/2026[\s\S]*Elle a dit avoir trouvé une chambre\./,
    )
    expect(texte).not.toContain('Vu en commission')
    expect((await (await entrer('ts2.67')).ouvrir(siens.url)).texte).not.toContain(
      'Votre brouillon',
    )

    const jeter = `/dossiers/${dossierId}/brouillons/jeter`
    const liste = (await ts.ouvrir('/brouillons')).texte
    expect(liste).toMatch(new RegExp(`action="${jeter}"[\\s\\S]*Jeter : Tapé par ts.67`))
    const jete = await ts.envoyer(jeter, { cle: 'entretien', retour: 'liste' }, '/brouillons')
    expect([jete.statut, jete.vers]).toEqual([303, '/brouillons'])
    expect((await ts.ouvrir('/brouillons')).texte).toContain('Le brouillon est jeté')
    expect(await restent(dossierId)).toBe(1)
    expect((await ts.ouvrir(siens.url)).texte).not.toContain('Votre brouillon')
  })

  it('rapport qui ne s’écrit plus : ce qui s’y tapait se relit encore sous le refus ; qui n’y a rien ne lit que le refus', async () => {
    const { d, id } = await un<{ d: string; id: string }>(
      `SELECT r.dossier_id AS d, r.id FROM magistrats.rapport r JOIN dossiers.prise_en_charge c USING (dossier_id)
       JOIN dossiers.dossier x USING (dossier_id) JOIN moyens.agent a ON a.service_id = c.service_id
       WHERE r.etat IN ('soumis', 'valide', 'transmis', 'lu') AND c.fin_a IS NULL AND x.clos_a IS NULL AND a.id = $1 ORDER BY 2 LIMIT 1`,
      [await e.agent('ts.67')],
    )
    const url = `/dossiers/${d}/rapports/${id}/ecrire`
    const ts = await entrer('ts.67')
    expect((await ts.ouvrir(url)).statut).toBe(404)
    const valeurs = { 'sections[1][texte]': 'Partie deux.', 'sections[0][texte]': 'Partie une.' }
    await garder('ts.67', { dossierId: d, cle: `rapport:${id}`, url, valeurs })
    const { statut, texte } = await ts.ouvrir(url)
    expect(statut).toBe(409)
    expect(texte).toMatch(
      /Ce rapport ne s’écrit plus[\s\S]*Partie 1, Texte[\s\S]*Partie une[\s\S]*Partie 2, Texte[\s\S]*Jeter ce brouillon/,
    )
  })
})

describe('Un acte tapé sans l’enregistrer', () => {
  it('attend son auteur sur sa journée et sur la page de la mesure, juridiction comprise ; personne d’autre', async () => {
    const jap = await e.agent('jap.strasbourg')
    const { d, m } = await un<{ d: string; m: string }>(
      `SELECT m.dossier_id AS d, m.mesure_id AS m FROM mesures.v_mesure m JOIN dossiers.prise_en_charge c USING (dossier_id)
       JOIN moyens.agent a ON a.service_id = c.service_id JOIN dossiers.dossier x USING (dossier_id)
       WHERE c.fin_a IS NULL AND x.clos_a IS NULL AND m.finie_le IS NULL AND a.id = $1 ORDER BY 2 LIMIT 1`,
      [await e.agent('ts.67')],
    )
    await ouvrirA(e, d, jap, 'mandat')
    const mesure = `/dossiers/${d}/mesures/${m}`
    const url = `${mesure}/actes/prolongation`
    await garder('jap.strasbourg', {
      dossierId: d,
      cle: `acte:${m}:prolongation`,
      url,
      valeurs: { decision: 'Prolongé.' },
    })
    const juge = await entrer('jap.strasbourg')
    for (const page of ['/', mesure])
      expect((await juge.ouvrir(page)).texte).toContain(
        `<a href="${url}">Tapé par jap.strasbourg</a>`,
      )
    const ts = await entrer('ts.67')
    for (const page of ['/', mesure])
      expect((await ts.ouvrir(page)).texte).not.toContain('Tapé par jap')
  })
})

describe('Jeter un brouillon depuis son formulaire', () => {
  it('y ramène, vide, et le dit ; une seconde fois, mène au dossier', async () => {
    const dossierId = await nouveau()
    const { url, ...reste } = entretien(dossierId, 'À jeter bientôt.')
    await garder('ts.67', { url, ...reste })
    const ts = await entrer('ts.67')
    expect((await ts.ouvrir(url)).texte).toMatch(
      /name="retour" value="formulaire"[\s\S]*À jeter bientôt/,
    )
    const jeter = () =>
      ts.envoyer(
        `/dossiers/${dossierId}/brouillons/jeter`,
        { cle: 'entretien', retour: 'formulaire' },
        url,
      )
    expect((await jeter()).vers).toBe(url)
    const { texte } = await ts.ouvrir(url)
    expect(texte).toContain('Le brouillon est jeté')
    expect(texte).not.toContain('À jeter bientôt')
    expect((await jeter()).vers).toBe(`/dossiers/${dossierId}`)
  })
})
