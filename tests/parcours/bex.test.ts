import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { creerDossier } from '../../src/dossiers/index.ts'
import { LE } from '../base.ts'
import { accessible, compterLesGestes, unParcours } from './parcours.ts'

const p = unParcours()
const texteDe = async (page: Page) => (await page.locator('main').textContent()) ?? ''
const convocationsDe = (nom: string) =>
  p.lire<{ id: string; dossier_id: string; etat: string; audience: string }>(
    `SELECT c.id, c.dossier_id, c.etat, c.audience_le::text AS audience FROM agenda.convocation c JOIN dossiers.v_identite i USING (dossier_id)
     WHERE i.nom = $1 AND c.audience_le = $2 ORDER BY c.id`,
    nom,
    LE,
  )

type Qui = {
  nom: string
  prenoms: string
  naissance: string
  commune?: string
  sansDomicile?: boolean
  chez?: string
}
/** First screen of the hearing, up to the second one. */
async function chercher(page: Page, { nom, prenoms, naissance, commune, sansDomicile, chez }: Qui) {
  await page.goto('/bex/convoquer')
  await page.getByLabel('Nom de naissance').fill(nom)
  await page.getByLabel('Prénoms').fill(prenoms)
  await page.locator('[name=naissanceLe]').fill(naissance)
  if (commune) await page.getByLabel('Commune ou code postal').fill(commune)
  if (sansDomicile) await page.getByLabel('Sans domicile', { exact: true }).check()
  if (chez) await page.getByLabel('Domiciliée chez').fill(chez)
  await page.getByRole('button', { name: 'Chercher dans le pays' }).click()
  await page.waitForURL(/\/bex\/convoquer\/.+/)
}
const creneau = (page: Page, rang: number) =>
  page.locator('[name=creneauSpip]:not([value=""])').nth(rang)
const convoquer = async (page: Page) => {
  await page.getByRole('button', { name: 'Convoquer', exact: true }).click()
  await page.getByRole('link', { name: 'Imprimer les deux exemplaires' }).waitFor()
}

describe('Deux onglets à la même audience', () => {
  it('Rien de l’un n’est perdu par l’autre, une page rechargée rend ce qui y est écrit, et les deux sont convoquées en deux écrans', async () => {
    const un = await p.page('bex.strasbourg')
    const deux = await un.context().newPage()
    await chercher(un, {
      nom: 'Ongletpremier',
      prenoms: 'Alix',
      naissance: '1990-05-06',
      commune: 'Strasbourg',
    })
    const adresse = un.url()
    await un.getByLabel('À dire au SPIP').fill('Travaille de nuit')
    await un.getByRole('button', { name: 'Voir les créneaux de ce choix' }).click()
    await un.getByLabel('À dire au SPIP').waitFor()

    const g = compterLesGestes()
    await g.faire(deux.goto('/bex/convoquer'))
    await g.faire(deux.getByLabel('Nom de naissance').fill('Ongletsecond'))
    await g.faire(deux.getByLabel('Prénoms').fill('Camille'))
    await g.faire(deux.locator('[name=naissanceLe]').fill('1984-09-02'))
    await g.faire(deux.getByLabel('Commune ou code postal').fill('67000'))
    await g.faire(deux.getByRole('button', { name: 'Chercher dans le pays' }).click())
    await g.faire(creneau(deux, 0).check())
    await g.faire(deux.getByLabel('Téléphone').fill('06 39 98 44 01'))
    await g.faire(deux.getByLabel('N° parquet').fill('26328000044'))
    await g.faire(deux.getByLabel('Décision remise à la personne').check())
    await g.faire(deux.getByRole('button', { name: 'Convoquer', exact: true }).click())
    await g.faire(deux.getByRole('link', { name: 'Imprimer les deux exemplaires' }).focus())
    expect(g.combien()).toBeLessThanOrEqual(12)

    // A plain opening of the first page gives back what it said; then it is finished.
    await un.goto(adresse)
    expect(await un.getByLabel('À dire au SPIP').inputValue()).toBe('Travaille de nuit')
    await creneau(un, 3).check()
    await accessible(un)
    await convoquer(un)
    expect(await texteDe(un)).toContain('Travaille de nuit')
    expect((await convocationsDe('Ongletpremier')).map(c => c.etat)).toEqual(['prevue'])
    expect((await convocationsDe('Ongletsecond')).map(c => c.etat)).toEqual(['prevue'])

    // « Précédent » leads to what was made, not to a page that is no more.
    await un.goto(adresse)
    expect(await texteDe(un)).toContain('Déjà convoquée')
    await accessible(un)
    await un.getByRole('link', { name: 'Voir la convocation' }).click()
    await un.getByRole('link', { name: 'Imprimer les deux exemplaires' }).waitFor()
    await deux.close()
    await un.close()
  })
})

describe('Une seconde condamnation', () => {
  it('D’une personne suivie : une seconde attente, son service l’apprend, et saisit la mesure depuis cette attente', async () => {
    const qui = {
      nom: 'Recondamnee',
      prenoms: 'Maël',
      naissanceLe: '1987-09-10' as const,
      confirme: 'oui' as const,
    }
    const { dossierId: id } = await p.faire('ts.67', creerDossier, qui)
    const x = { id, nom: qui.nom, prenoms: qui.prenoms, naissance: qui.naissanceLe }
    const bex = await p.page('bex.strasbourg')
    for (const [rang, numero] of [
      [5, '26328000061'],
      [40, '26328000062'],
    ] as const) {
      await chercher(bex, { ...x, commune: 'Strasbourg' })
      await bex.locator(`[name=personne][value="${x.id}"]`).check()
      await bex.getByRole('button', { name: 'Voir les créneaux de ce choix' }).click()
      if (rang > 20)
        await bex.getByRole('button', { name: 'Créneau au SPIP : jours suivants' }).click()
      await creneau(bex, rang % 20).check()
      await bex.getByLabel('N° parquet').fill(numero)
      await bex.getByRole('button', { name: 'Convoquer', exact: true }).click()
      const malgre = bex.getByLabel('Convoquer malgré ce qui précède')
      const faite = bex.getByRole('link', { name: 'Imprimer les deux exemplaires' })
      await malgre.or(faite).first().waitFor()
      if (await malgre.count()) {
        await malgre.check()
        await convoquer(bex)
      }
    }
    const attentes = await p.lire(
      'SELECT numero_parquet FROM mesures.v_attente_saisine WHERE dossier_id = $1 ORDER BY attente_id',
      x.id,
    )
    expect(attentes).toEqual([{ numero_parquet: '26328000061' }, { numero_parquet: '26328000062' }])

    const ts = await p.page('ts.67')
    expect(await texteDe(ts)).toContain('Nouvelle condamnation')
    await ts.goto(`/dossiers/${x.id}/mesures`)
    const ligne = ts
      .locator('main')
      .getByText('n° parquet 26328000062')
      .locator('xpath=ancestor::*[.//a][1]')
    await ligne.getByRole('link', { name: 'Saisir cette mesure' }).click()
    expect(await ts.locator('[name=decisionLe]').inputValue()).toBe(LE)
    expect(await ts.locator('[name=numeroParquet]').inputValue()).toBe('26328000062')
    expect(await ts.locator('[name=juridictionId] option:checked').textContent()).toBe(
      'Tribunal judiciaire de Strasbourg',
    )
    await ts.close()
    await bex.close()
  })
})

describe('Une personne sans domicile', () => {
  it('Domiciliée : le SPIP vient de sa domiciliation ; sinon du tribunal qui a jugé, et c’est dit', async () => {
    const bex = await p.page('bex.strasbourg')
    await chercher(bex, {
      nom: 'Domiciliee',
      prenoms: 'Sacha',
      naissance: '1979-01-20',
      commune: 'Metz',
      sansDomicile: true,
      chez: 'CCAS de Metz',
    })
    expect(await bex.locator('[name=serviceId] option:checked').textContent()).toContain('Moselle')
    expect(await texteDe(bex)).toContain('Proposé d’après la domiciliation')
    await accessible(bex)

    await chercher(bex, {
      nom: 'Sanstoit',
      prenoms: 'Sacha',
      naissance: '1979-01-21',
      sansDomicile: true,
    })
    expect(await bex.locator('[name=serviceId] option:checked').textContent()).toBe(
      'SPIP du Bas-Rhin',
    )
    expect(await bex.locator('[name=juridictionId] option:checked').textContent()).toBe(
      'Tribunal judiciaire de Strasbourg',
    )
    expect(await texteDe(bex)).toContain('celui du tribunal où siège la juridiction qui a jugé')
    await creneau(bex, 6).check()
    await convoquer(bex)
    expect(
      await p.lire("SELECT logement, nom FROM dossiers.personne WHERE nom = 'Sanstoit'"),
    ).toEqual([{ logement: 'sans_domicile', nom: 'Sanstoit' }])
    await bex.close()
  })
})

describe('Le BEX change sa convocation', () => {
  it('Il la déplace, réimprime, puis l’annule ; le service apprend l’un et l’autre', async () => {
    const bex = await p.page('bex.strasbourg')
    await chercher(bex, {
      nom: 'Changeante',
      prenoms: 'Noa',
      naissance: '1992-07-08',
      commune: 'Strasbourg',
    })
    await creneau(bex, 8).check()
    await convoquer(bex)
    await bex.getByRole('link', { name: 'Déplacer ou annuler' }).click()
    await accessible(bex)
    await bex.locator('[name=creneau]:not([value=""])').nth(11).check()
    await bex.getByRole('button', { name: 'Déplacer', exact: true }).click()
    await bex.getByText('La convocation est déplacée.').waitFor()
    const avis = await bex.request.get(
      (await bex
        .getByRole('link', { name: 'Imprimer les deux exemplaires' })
        .getAttribute('href')) ?? '',
    )
    expect((await avis.body()).subarray(0, 5).toString()).toBe('%PDF-')
    await bex.getByRole('link', { name: 'Déplacer ou annuler' }).click()
    await bex.getByLabel('Pourquoi').fill('Appel du jugement')
    await bex.getByRole('button', { name: 'Annuler la convocation' }).click()
    await bex.getByText('La convocation est annulée.').waitFor()
    await accessible(bex)
    const [c] = await convocationsDe('Changeante')
    expect(c?.etat).toBe('annulee')
    const dites = await p.lire<{ nature: string }>(
      'SELECT DISTINCT nature FROM dossiers.nouvelle WHERE dossier_id = $1 ORDER BY 1',
      c?.dossier_id,
    )
    expect(dites.map(d => d.nature)).toContain('convocation_annulee')
    await bex.close()
  })
})

describe('Un SPIP qui n’est pas dans l’outil', () => {
  it('Le BEX remet quand même une convocation, la retrouve dans sa liste, note l’envoi, l’annule, et efface', async () => {
    const bex = await p.page('bex.strasbourg')
    await chercher(bex, {
      nom: 'Dehors',
      prenoms: 'Lou',
      naissance: '1981-03-04',
      commune: 'Strasbourg',
    })
    const adresse = bex.url()
    await bex.getByRole('button', { name: 'Le SPIP n’est pas dans la liste' }).click()
    await bex.getByRole('button', { name: 'Remettre la convocation' }).click()
    await bex.getByText('Choisissez le SPIP dans l’annuaire, ou écrivez son nom.').first().waitFor()
    await accessible(bex)
    await bex.getByLabel('Sinon, nom du SPIP').fill('SPIP de Wallis')
    await bex.getByLabel('Adresse').fill('Mata’Utu, 98600 Uvea')
    await bex.getByRole('button', { name: 'Remettre la convocation' }).click()
    await bex.getByRole('link', { name: 'Imprimer les deux exemplaires' }).waitFor()
    expect(await texteDe(bex)).toContain('Le SPIP convoquera')
    await accessible(bex)
    const fiche = bex.url()
    await bex.goto(adresse)
    await bex.getByRole('link', { name: 'Voir la convocation' }).click()
    expect(bex.url()).toBe(fiche)

    await bex.goto('/bex/convoquer')
    await bex.getByRole('link', { name: 'Remises hors de l’outil' }).click()
    expect(await bex.locator('tr', { hasText: 'Dehors Lou' }).textContent()).toContain('à adresser')
    await accessible(bex)
    await bex.getByRole('link', { name: 'Dehors Lou' }).click()
    await bex.getByRole('button', { name: 'Noter qu’il est adressé' }).click()
    await bex.getByText('C’est noté').waitFor()
    await bex.getByRole('button', { name: 'Annuler', exact: true }).click()
    await bex.getByText('de nouveau à adresser').waitFor()
    await bex.getByText('Effacer cette remise').first().click()
    await bex.getByLabel('Pourquoi').fill('Erreur de personne')
    await bex.getByRole('button', { name: 'Effacer', exact: true }).click()
    await bex.getByText('La remise est effacée.').waitFor()
    expect(await p.lire("SELECT 1 FROM bex.remise_hors_outil WHERE nom = 'Dehors'")).toEqual([])
    await bex.close()
  })
})
