import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LE } from '../base.ts'
import { accessible, ouvrirParcours, type Parcours } from './parcours.ts'

let p: Parcours
beforeAll(async () => {
  p = await ouvrirParcours()
})
afterAll(async () => {
  await p.fermer()
  expect(p.fautes).toEqual([])
})

for (const javascript of [true, false]) {
  describe(`Les plaintes qui ont coulé l’outil d’avant (JavaScript ${javascript ? 'en marche' : 'coupé'})`, () => {
    it('Au plus cinq gestes du dossier à la convocation confirmée, heure et lieu complets', async () => {
      const dossierId = await p.dossier()
      const page = await p.page('ts.67', { javascript })
      await page.goto(`/dossiers/${dossierId}`)
      let gestes = 0
      const geste = async (acte: () => Promise<unknown>) => {
        gestes += 1
        await acte()
      }
      await geste(() => page.getByRole('link', { name: 'Convoquer', exact: true }).click())
      await geste(() => page.locator('[name=le]').fill(javascript ? '2027-03-02' : '2027-03-03'))
      await geste(() => page.locator('[name=heure]').fill('14:15'))
      await geste(() => page.getByRole('button', { name: 'Convoquer' }).click())
      expect(gestes).toBeLessThanOrEqual(5)
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('à 14 h 15')
      const texte = await page.locator('main').textContent()
      expect(texte).toMatch(/Adresse\s*\d+ .*, 67/)
      const lettre = await page.request.get(`${page.url()}/lettre.pdf`)
      expect((await lettre.body()).subarray(0, 5).toString()).toBe('%PDF-')
      await page.close()
    })

    it('L’heure et le lieu se changent, et l’historique garde ce qu’ils étaient', async () => {
      const dossierId = await p.dossier()
      const page = await p.page('ts.67', { javascript })
      await page.goto(`/dossiers/${dossierId}/convocations`)
      await page.locator('tbody tr', { hasText: '14 h 15' }).first().getByRole('link').click()
      await page.getByRole('link', { name: 'Modifier' }).click()
      await page.locator('[name=heure]').fill(javascript ? '15:20' : '15:25')
      await page.locator('summary', { hasText: 'Autre lieu' }).click()
      await page.locator('[name=lieu]').fill('Mairie de Saverne')
      await page.getByLabel('Adresse complète').fill('1 place du Général, 67700 Saverne')
      await page.getByRole('button', { name: 'Enregistrer' }).click()
      expect(await page.locator('main').textContent()).toContain('Mairie de Saverne')
      expect(await page.getByRole('table').textContent()).toMatch(/Modifiée ; avant : .*14:15/)
      await page.close()
    })
  })
}

describe('L’accueil', () => {
  it('L’administratif imprime la liste du jour et pointe les arrivées ; le travailleur social voit l’arrivée dans sa journée', async () => {
    const page = await p.page('accueil.67')
    await page.goto('/accueil')
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('mardi 24 novembre 2026')
    const lignes = page.locator('tbody tr')
    expect(await lignes.count()).toBeGreaterThan(0)
    expect(await page.getByRole('button', { name: 'Imprimer' }).isVisible()).toBe(true)
    const premiere = page.getByRole('button', { name: /Pointer l’arrivée de/ }).first()
    const nom = (await premiere.getAttribute('aria-label'))?.replace('Pointer l’arrivée de ', '') ?? ''
    await premiere.click()
    await page.getByText('L’arrivée est pointée.').waitFor()
    expect(await page.locator('tbody tr', { hasText: nom }).first().textContent()).toContain('Arrivée')
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('navigation').first().isVisible()).toBe(false)
    await page.close()
  })
})

describe('Un transfert entre deux services', () => {
  it('Proposé par l’un, accepté par l’autre, sans que le fil se rompe', async () => {
    const dossierId = await p.dossier()
    const ts = await p.page('ts.67')
    await ts.goto(`/dossiers/${dossierId}/transferer`)
    await ts.getByLabel('Service qui suivra la personne').selectOption({ label: 'SPIP de la Moselle' })
    await ts.getByLabel('Pourquoi').fill('Emploi à Metz')
    await ts.getByRole('button', { name: 'Proposer le transfert' }).click()
    await ts.getByText('Le référent actuel garde le dossier jusqu’à la réponse').first().waitFor()
    const dpip = await p.page('dpip.57')
    await dpip.locator('li', { hasText: 'Emploi à Metz' }).getByRole('link', { name: 'Accepter' }).click()
    await dpip.getByLabel('Référent').selectOption({ index: 1 })
    await dpip.getByRole('button', { name: /Accepter/ }).click()
    await dpip.getByText('Le dossier est maintenant suivi par votre service.').waitFor()
    await ts.goto(`/dossiers/${dossierId}`)
    expect(await ts.getByRole('heading', { level: 1 }).textContent()).toBe('Page introuvable')
    await ts.close()
    await dpip.close()
  })
})

describe('De l’entretien à la réponse du magistrat', () => {
  it('Le travailleur social rencontre, écrit et soumet ; le DPIP valide ; le JAP est alerté, lit et répond', async () => {
    const dossierId = await p.dossier(
      "EXISTS (SELECT 1 FROM moyens.juridiction j WHERE j.id = m.juridiction_id AND j.ville = 'Strasbourg')",
    )
    const jap = await p.page('jap.strasbourg')
    await jap.goto(`/dossiers/${dossierId}/saisir`)
    await jap.locator('main [name=nature]').selectOption({ label: 'Rapport de suivi' })
    await jap.getByLabel('Ce qui est demandé').fill('Où en est la recherche d’emploi ?')
    await jap.getByRole('button', { name: 'Enregistrer' }).click()

    const ts = await p.page('ts.67')
    await ts.goto(`/dossiers/${dossierId}/entretiens/noter`)
    await ts.getByLabel('Récit').fill('Il a signé un contrat de trois mois.')
    await ts.getByLabel('Ce qui a été convenu').fill('Apporter le contrat la prochaine fois')
    await ts.getByText(/Brouillon enregistré à/).waitFor()
    await ts.getByRole('button', { name: 'Enregistrer l’entretien' }).click()
    await ts.goto(`/dossiers/${dossierId}/ecrits`)
    await ts.getByRole('link', { name: 'Rapport de suivi' }).first().click()
    await ts.getByRole('link', { name: 'Écrire le rapport' }).click()
    await ts.getByRole('button', { name: 'Commencer' }).click()
    expect(await ts.getByLabel('Texte').nth(1).inputValue()).toContain('Apporter le contrat la prochaine fois')
    await ts.getByRole('button', { name: 'Les démarches faites' }).click()
    await ts.getByLabel('Titre du rapport').fill('Rapport du parcours')
    await ts.getByRole('button', { name: 'Enregistrer le rapport' }).click()
    await ts.getByRole('button', { name: 'Soumettre à la validation' }).click()

    const dpip = await p.page('dpip.67')
    await dpip.getByRole('link', { name: 'Rapport du parcours' }).click()
    await dpip.getByRole('button', { name: 'Valider' }).click()
    await dpip.getByText('Empreinte SHA-256').waitFor()
    await dpip.getByRole('button', { name: 'Transmettre au magistrat' }).click()

    await jap.goto('/')
    const alerte = jap.locator('li', { hasText: 'Rapport du parcours' })
    expect(await alerte.textContent()).toContain('Nouveau')
    await alerte.getByRole('link').click()
    await jap.getByRole('button', { name: 'Marquer comme lu' }).click()
    await jap.getByLabel('Propositions suivies').check()
    await jap.locator('textarea[name=texte]').fill('Merci, je suis vos propositions.')
    await jap.getByRole('button', { name: 'Envoyer la réponse' }).click()
    await ts.reload()
    expect(await ts.locator('main').textContent()).toContain('Merci, je suis vos propositions.')
    for (const page of [jap, ts, dpip]) await page.close()
  })
})

describe('Rien ne se perd', () => {
  it('Un onglet fermé sans enregistrer : le brouillon est repris, et la journée le rappelle', async () => {
    const dossierId = await p.dossier()
    const page = await p.page('ts2.67')
    await page.goto(`/dossiers/${dossierId}/entretiens/noter`)
    await page.getByLabel('Récit').fill('Une phrase à moitié')
    await page.getByText(/Brouillon enregistré à/).waitFor()
    await page.close()
    const retour = await p.page('ts2.67')
    await retour.getByRole('link', { name: /^Entretien avec/ }).click()
    expect(await retour.getByLabel('Récit').inputValue()).toBe('Une phrase à moitié')
    await retour.getByText('Brouillon repris').waitFor()
    await retour.close()
  })
  it('Le plan s’écrit sans JavaScript : objectifs et étapes s’ajoutent, rien n’est perdu en chemin', async () => {
    const dossierId = await p.dossier()
    const page = await p.page('ts.67', { javascript: false })
    await page.goto(`/dossiers/${dossierId}/plan/ecrire`)
    await page.getByRole('button', { name: 'Ajouter un objectif' }).click()
    await page.locator('[name$="[intitule]"]').last().fill('Passer le permis')
    await page.getByLabel('Domaine').last().selectOption({ label: 'Mobilité' })
    await page
      .getByRole('button', { name: /Ajouter une étape/ })
      .last()
      .click()
    expect(await page.locator('[name$="[intitule]"]').last().inputValue()).toBe('Passer le permis')
    await page.getByLabel('Quoi').last().fill('S’inscrire au code')
    await page.getByRole('button', { name: 'Enregistrer le plan' }).click()
    expect(await page.locator('main').textContent()).toContain('S’inscrire au code')
    await page.close()
  })
  it('La vue chronologique dit tout, le plus récent d’abord', async () => {
    const dossierId = await p.dossier()
    const page = await p.page('ts.67')
    await page.goto(`/dossiers/${dossierId}/chronologie`)
    const jours = await page
      .locator('main li time[datetime^="20"]')
      .evaluateAll(l => l.map(t => t.getAttribute('datetime') ?? '').filter(d => d.length === 10))
    expect(jours.length).toBeGreaterThan(5)
    expect(jours).toEqual([...jours].sort().reverse())
    expect(LE > (jours.at(-1) ?? '')).toBe(true)
    await page.close()
  })
})

describe('Accessibilité : axe ne trouve rien, aucune page ne déborde', () => {
  const ecrans = (id: string) => [
    '/',
    '/dossiers',
    '/accueil',
    '/annuaire',
    '/interface',
    '/compte',
    '/compte/journal',
    '/recherche?q=Mart',
    '/dossiers/nouveau',
    ...[
      '',
      '/personne',
      '/historique',
      '/transferer',
      '/mesures',
      '/mesures/saisir',
      '/convocations',
      '/convoquer',
      '/entretiens',
      '/entretiens/noter',
      '/evaluation',
      '/evaluation/ecrire',
      '/plan',
      '/plan/ecrire',
      '/ecrits',
      '/saisir',
      '/rapports/commencer',
      '/chronologie',
    ].map(s => `/dossiers/${id}${s}`),
  ]
  it.each([
    ['clair, 1280 px', { colorScheme: 'light', largeur: 1280 }],
    ['sombre, 1280 px', { colorScheme: 'dark', largeur: 1280 }],
    ['clair, 320 px', { colorScheme: 'light', largeur: 320 }],
    ['sombre, 200 % de zoom (640 px)', { colorScheme: 'dark', largeur: 640 }],
  ] as const)('Tous les écrans du travailleur social, thème et largeur : %s', async (_nom, options) => {
    const id = await p.dossier()
    const page = await p.page('ts.67', options)
    for (const url of ecrans(id)) {
      await page.goto(url)
      await accessible(page)
    }
    await page.close()
  })
  it('La connexion, les erreurs et les écrans des autres fonctions', async () => {
    const libre = await p.page(null)
    for (const url of ['/connexion', '/nulle-part']) {
      await libre.goto(url)
      await accessible(libre)
    }
    const id = await p.dossier()
    for (const [qui, urls] of [
      ['dpip.67', ['/', `/dossiers/${id}/affecter`, `/dossiers/${id}/fusionner`, `/dossiers/${id}/cloturer`]],
      ['dfspip.67', ['/', '/journal']],
      ['jap.strasbourg', ['/']],
      ['admin', ['/', '/annuaire']],
    ] as const) {
      const page = await p.page(qui)
      for (const url of urls) {
        await page.goto(url)
        await accessible(page)
      }
      await page.close()
    }
    await libre.close()
  })
})
