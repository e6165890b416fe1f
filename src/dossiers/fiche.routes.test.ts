import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { aEnvoyer, formulaires } from '../../tests/invariants/page.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { creerDossier } from './index.ts'

let e: Essai
let p: Plateforme
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

describe('Deux agents corrigent la même fiche', () => {
  it('Le second garde ce qu’il a touché ; le reste est ce que l’autre vient d’enregistrer, dit en toutes lettres', async () => {
    const depart = {
      nom: 'Partagee',
      prenoms: 'Iris',
      naissanceLe: '1990-01-31',
      telephone: '06 39 98 00 01',
      confirme: 'oui',
    } as const
    const { dossierId } = await executer(e.hote, await e.agent('ts.67'), creerDossier, {
      ...depart,
      interprete: 'oui',
    })
    const url = `/dossiers/${dossierId}/personne`
    const [un_, deux] = [
      await new Navigateur(p).entrer('ts.67'),
      await new Navigateur(p).entrer('ts2.67'),
    ]
    const saisieDe = (texte: string) => {
      const f = formulaires(texte, url).find(x => x.action === url)
      if (!f) throw new Error('no form')
      return Object.fromEntries(aEnvoyer(f))
    }
    const [a, b] = [
      saisieDe((await un_.ouvrir(url)).texte),
      saisieDe((await deux.ouvrir(url)).texte),
    ]
    const adresse = {
      logement: 'adresse',
      adresse: '1 rue des Lilas',
      codePostal: '67000',
      commune: 'Strasbourg',
    }
    const { interprete: _, ...sansInterprete } = a
    expect(
      (await un_.envoyer(url, { ...sansInterprete, ...adresse, telephone: '06 39 98 00 02' }))
        .statut,
    ).toBe(303)
    const refuse = await deux.envoyer(url, { ...b, courriel: 'iris@exemple.fr' })
    expect(refuse.statut).toBe(422)
    for (const mots of [
      'Numéro d’écrou',
      'Enregistré par un autre agent',
      '>Téléphone<',
      '>Où vit la personne<',
      'iris@exemple.fr',
    ])
      expect(refuse.texte).toContain(mots)
    expect(refuse.texte).not.toContain('>codePostal<')
    const encore = saisieDe(refuse.texte)
    expect((await deux.envoyer(url, encore)).statut).toBe(303)
    const { rows } = await e.proprietaire.query(
      'SELECT telephone, courriel, adresse, commune, interprete FROM dossiers.personne WHERE dossier_id = $1',
      [dossierId],
    )
    expect(rows).toEqual([
      {
        telephone: '06 39 98 00 02',
        courriel: 'iris@exemple.fr',
        adresse: '1 rue des Lilas',
        commune: 'Strasbourg',
        interprete: false,
      },
    ])
  })
})

describe('Un numéro tapé sur une fiche est une recherche (ADR 0048)', () => {
  const PRIS = '202099887701'
  let compte = ''
  beforeAll(async () => {
    compte = await e.agent('ts2.67')
    const la = {
      nom: 'Ailleursuivie',
      prenoms: 'Iris',
      naissanceLe: '1990-01-31',
      numeroAppi: PRIS,
      confirme: 'oui',
    } as const
    await executer(e.hote, await e.agent('ts.88'), creerDossier, la)
  })
  const comptees = async () =>
    (
      await e.proprietaire.query(
        "SELECT refuse FROM acces.rapprochement WHERE compte_id = $1 AND voie = 'recherche' ORDER BY id",
        [compte],
      )
    ).rows
  const lectures = async () =>
    (
      await e.proprietaire.query(
        `SELECT l.route, l.motif FROM acces.journal_lecture l JOIN dossiers.dossier d USING (dossier_id) WHERE d.numero_appi = $1 AND l.compte_id = $2`,
        [PRIS, compte],
      )
    ).rows
  it('pris ailleurs, il est refusé, compté, et laisse sa ligne à qui il est ; le même n’est pas compté ; au plafond, rien ne répond plus', async () => {
    const depart = {
      nom: 'Numerotee',
      prenoms: 'Ana',
      naissanceLe: '1988-02-03',
      numeroAppi: '202099887702',
      confirme: 'oui',
    } as const
    const { dossierId } = await executer(e.hote, compte, creerDossier, depart)
    const url = `/dossiers/${dossierId}/personne`
    const n = await new Navigateur(p).entrer('ts2.67')
    const corriger = async (champs: Record<string, string>) => {
      const f = formulaires((await n.ouvrir(url)).texte, url).find(x => x.action === url)
      if (!f) throw new Error('no form')
      return n.envoyer(url, { ...Object.fromEntries(aEnvoyer(f)), ...champs })
    }
    expect((await corriger({ telephone: '06 39 98 00 09' })).statut).toBe(303)
    expect(await comptees()).toEqual([])
    const pris = await corriger({ numeroAppi: PRIS })
    expect([pris.statut, pris.texte.includes('déjà celui d’un autre dossier')]).toEqual([422, true])
    expect(await comptees()).toEqual([{ refuse: false }])
    expect(await lectures()).toEqual([
      { route: '/dossiers/:dossierId/personne', motif: 'numéro saisi, rien n’est montré' },
    ])
    await e.proprietaire.query("UPDATE acces.plafond SET par_jour = 1 WHERE voie = 'recherche'")
    for (const numeroAppi of [PRIS, '202099887703']) {
      const apres = await corriger({ numeroAppi })
      expect([
        apres.statut,
        apres.texte.includes('atteint le plafond du jour'),
        apres.texte.includes('déjà celui'),
      ]).toEqual([422, true, false])
    }
    expect(await comptees()).toEqual([{ refuse: false }, { refuse: true }, { refuse: true }])
    expect((await corriger({ telephone: '06 39 98 00 10' })).statut).toBe(303)
  })
})
