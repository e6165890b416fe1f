import { describe, expect, it } from 'vitest'
import { LE } from '../base.ts'
import { accessible, compterLesGestes, unParcours, visiter } from './parcours.ts'

const p = unParcours()

for (const javascript of [true, false]) {
  describe(`Les plaintes qui ont coulé l’outil d’avant (JavaScript ${javascript ? 'en marche' : 'coupé'})`, () => {
    // Each way takes a person of its own, free to come, with nothing planned and one measure:
    // anything else is asked or must be confirmed.
    const libre = `right(d.numero, 1)::int % 2 = ${javascript ? 0 : 1} AND NOT EXISTS (SELECT 1 FROM agenda.convocation c WHERE c.dossier_id = d.dossier_id AND c.etat = 'prevue' AND c.le <= '2026-12-06') AND (SELECT i.etablissement_id IS NULL FROM dossiers.v_identite i WHERE i.dossier_id = d.dossier_id)`
    let dossierId = ''
    it('Trois gestes du dossier à la convocation confirmée, heure et lieu complets : la page s’ouvre sur les créneaux libres', async () => {
      dossierId = await p.dossier(libre)
      const page = await p.page('ts.67', { javascript })
      await page.goto(`/dossiers/${dossierId}`)
      const g = compterLesGestes()
      await g.faire(page.getByRole('link', { name: 'Convoquer', exact: true }).click())
      const creneau = page.locator('[name=creneau]:not([value=""])').first()
      const [, le = '', heure = ''] = ((await creneau.getAttribute('value')) ?? '').split('|')
      await g.faire(creneau.check())
      await g.faire(page.getByRole('button', { name: 'Convoquer', exact: true }).click())
      expect(g.combien()).toBeLessThanOrEqual(3)
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(
        `à ${heure.replace(/^0?(\d+):/, '$1 h ')}`,
      )
      expect(await page.locator('main').textContent()).toMatch(/Adresse\s*\d+ .*, 67/)
      const { rows } = await p.essai.proprietaire.query(
        "SELECT plage_id, lieu_id FROM agenda.convocation WHERE dossier_id = $1 AND le = $2 AND heure = $3 AND etat = 'prevue'",
        [dossierId, le, heure],
      )
      expect(rows).toEqual([{ plage_id: expect.any(String), lieu_id: expect.any(String) }])
      if (javascript) await accessible(page)
      const lettre = await page.request.get(`${page.url()}/lettre.pdf`)
      expect((await lettre.body()).subarray(0, 5).toString()).toBe('%PDF-')
      await page.close()
    })

    it('Au plus cinq gestes pour une heure hors des créneaux', async () => {
      const page = await p.page('ts.67', { javascript })
      await page.goto(`/dossiers/${dossierId}`)
      const g = compterLesGestes()
      await g.faire(page.getByRole('link', { name: 'Convoquer', exact: true }).click())
      await g.faire(page.locator('summary', { hasText: 'Autre heure, autre lieu' }).click())
      await g.faire(page.locator('[name=le]').fill(javascript ? '2027-03-02' : '2027-03-04'))
      await g.faire(page.locator('[name=heure]').fill('11:55'))
      await g.faire(page.getByRole('button', { name: 'Convoquer', exact: true }).click())
      expect(g.combien()).toBeLessThanOrEqual(5)
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('à 11 h 55')
      expect(await page.locator('main').textContent()).toMatch(/Adresse\s*\d+ .*, 67/)
      await page.close()
    })

    it('L’heure et le lieu se changent, et l’historique garde ce qu’ils étaient', async () => {
      const page = await p.page('ts.67', { javascript })
      await page.goto(`/dossiers/${dossierId}/convocations`)
      await page.locator('tbody tr', { hasText: '11 h 55' }).first().getByRole('link').click()
      await page.getByRole('link', { name: 'Modifier' }).click()
      await page.locator('[name=heure]').fill(javascript ? '15:20' : '15:25')
      await page.locator('[name=lieuId]').selectOption('')
      await page.locator('[name=lieu]').fill('Mairie de Saverne')
      await page.getByLabel('Adresse complète').fill('1 place du Général, 67700 Saverne')
      await page.getByRole('button', { name: 'Enregistrer' }).click()
      await page.getByText('La convocation est modifiée.').waitFor()
      expect(await page.locator('main').textContent()).toContain('Mairie de Saverne')
      expect(await page.getByRole('table', { name: 'Historique' }).textContent()).toMatch(
        /Modifiée ; avant : .*11 h 55/,
      )
      await page.close()
    })
  })
}

/** Each journey, with scripts and without; the drafts, which are a script's, are tested apart. */
describe.each([
  { mode: 'en marche', javascript: true },
  { mode: 'coupé', javascript: false },
])('Parcours, JavaScript $mode', ({ javascript }) => {
  // Each way takes people of its own, so that neither finds what the other has done.
  const dossier = (ou = 'true') =>
    p.dossier(`right(d.numero, 1)::int % 2 = ${javascript ? 0 : 1} AND (${ou})`)

  it('La journée d’un travailleur social : convocations du jour, statut à dire, dossier, recherche', async () => {
    const { rows } = await p.essai.proprietaire.query(
      `SELECT split_part(c.identifiant, '@', 1) AS qui FROM magistrats.v_saisine s JOIN dossiers.prise_en_charge x USING (dossier_id) JOIN acces.compte c ON c.id = x.referent_id
       WHERE s.close_a IS NULL AND s.detenteur = 'spip' AND s.echeance_le <= '${LE}'::date + 14 AND x.fin_a IS NULL AND c.identifiant LIKE 'ts%'
         AND EXISTS (SELECT 1 FROM agenda.v_convocation v WHERE v.agent_id = c.id AND v.le = '${LE}') ORDER BY 1 LIMIT 1`,
    )
    const page = await p.page(rows[0]?.qui ?? '', { javascript })
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(
      'mardi 24 novembre 2026',
    )
    for (const titre of ['Convocations d’aujourd’hui', 'Rapports demandés']) {
      const carte = page
        .locator('section', { has: page.getByRole('heading', { name: titre }) })
        .first()
      expect(await carte.locator('li, tbody tr').count(), titre).toBeGreaterThan(0)
    }
    await page.getByRole('link', { name: 'Dossiers', exact: true }).first().click()
    const lien = page.locator('tbody th a').first()
    const nom = (await lien.textContent()) ?? ''
    await lien.click()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(nom.split(' ')[0])
    await page.getByRole('searchbox').fill(nom)
    await page.getByRole('searchbox').press('Enter')
    expect(await page.locator('main').textContent()).toContain(nom.split(' ')[0])
    await page.close()
  })

  it('Le DPIP affecte en voyant la charge de chacun, dans son propre service', async () => {
    const dossierId = await dossier()
    const page = await p.page('dpip.67', { javascript })
    await page.goto(`/dossiers/${dossierId}`)
    await page
      .getByRole('link', { name: /^(Affecter|Changer de référent)$/ })
      .first()
      .click()
    expect(await page.locator('main').textContent()).toMatch(/\d+ dossiers?/)
    if (javascript) await accessible(page)
    const choix = page.locator('main [name=referentId]')
    const radio = (await choix.first().getAttribute('type')) === 'radio'
    const actuel = await p.essai.proprietaire.query(
      'SELECT referent_id FROM dossiers.prise_en_charge WHERE dossier_id = $1 AND fin_a IS NULL',
      [dossierId],
    )
    const nouveau = await p.essai.agent(
      actuel.rows[0]?.referent_id === (await p.essai.agent('ts3.67')) ? 'ts2.67' : 'ts3.67',
    )
    await (radio
      ? page.locator(`main [name=referentId][value="${nouveau}"]`).check()
      : choix.selectOption(nouveau))
    await page.getByRole('button', { name: /Affecter/ }).click()
    // A page that is closed while it navigates never answers.
    await page.getByText('Le dossier est affecté.').waitFor()
    const apres = await p.essai.proprietaire.query(
      'SELECT referent_id FROM dossiers.prise_en_charge WHERE dossier_id = $1 AND fin_a IS NULL',
      [dossierId],
    )
    expect(apres.rows[0]?.referent_id).toBe(nouveau)
    await page.close()
  })

  it('L’administratif imprime la liste du jour et pointe les arrivées', async () => {
    const page = await p.page('accueil.67', { javascript })
    await page.goto('/accueil')
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(
      'mardi 24 novembre 2026',
    )
    expect(await page.locator('tbody tr').count()).toBeGreaterThan(0)
    const premiere = page.getByRole('button', { name: /Pointer l’arrivée de/ }).first()
    const nom =
      (await premiere.getAttribute('aria-label'))?.replace('Pointer l’arrivée de ', '') ?? ''
    await premiere.click()
    await page.getByText('L’arrivée est pointée.').waitFor()
    expect(await page.locator('tbody tr', { hasText: nom }).first().textContent()).toContain(
      'Arrivée',
    )
    if (javascript)
      expect(await page.getByRole('button', { name: 'Imprimer' }).isVisible()).toBe(true)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('navigation').first().isVisible()).toBe(false)
    await page.close()
  })

  it('Un transfert entre deux services : proposé par l’un, accepté par l’autre, sans que le fil se rompe', async () => {
    const motif = `Emploi à Metz (${javascript})`
    const dossierId = await dossier()
    const ts = await p.page('ts.67', { javascript })
    await ts.goto(`/dossiers/${dossierId}/transferer`)
    await ts
      .getByLabel('Service qui suivra la personne')
      .selectOption({ label: 'SPIP de la Moselle' })
    await ts.getByLabel('Pourquoi').fill(motif)
    await ts.getByRole('button', { name: 'Proposer le transfert' }).click()
    await ts.getByText('Le référent actuel garde le dossier jusqu’à la réponse').first().waitFor()
    const dpip = await p.page('dpip.57', { javascript })
    await dpip.locator('li', { hasText: motif }).getByRole('link', { name: 'Accepter' }).click()
    if (javascript) await accessible(dpip)
    await dpip.getByLabel('Référent').selectOption({ index: 1 })
    await dpip.getByLabel('Les garder telles quelles').check()
    await dpip.getByRole('button', { name: /Accepter/ }).click()
    await dpip.getByText('Le dossier est maintenant suivi par votre service.').waitFor()
    await ts.goto(`/dossiers/${dossierId}`)
    expect(await ts.getByRole('heading', { level: 1 }).textContent()).toBe('Page introuvable')
    await ts.close()
    await dpip.close()
  })

  it('Le travailleur social rencontre, écrit et soumet ; le DPIP valide ; le JAP est alerté, lit et répond', async () => {
    const titre = `Rapport du parcours (${javascript})`
    const dossierId = await dossier(
      "EXISTS (SELECT 1 FROM moyens.juridiction j WHERE j.id = m.juridiction_id AND j.ville = 'Strasbourg')",
    )
    const jap = await p.page('jap.strasbourg', { javascript })
    await jap.goto(`/dossiers/${dossierId}/saisir`)
    await jap.locator('main [name=nature]').selectOption({ label: 'Rapport de suivi' })
    await jap.getByLabel('Ce qui est demandé').fill('Où en est la recherche d’emploi ?')
    await jap.getByRole('button', { name: 'Enregistrer' }).click()

    const ts = await p.page('ts.67', { javascript })
    await ts.goto(`/dossiers/${dossierId}/entretiens/noter`)
    await ts.getByLabel('Récit').fill('Il a signé un contrat de trois mois.')
    await ts.getByLabel('Ce qui a été convenu').fill('Apporter le contrat la prochaine fois')
    if (javascript) await ts.getByText(/Brouillon enregistré à/).waitFor()
    await ts.getByRole('button', { name: 'Enregistrer l’entretien' }).click()
    await ts.goto(`/dossiers/${dossierId}/ecrits`)
    await ts.getByRole('link', { name: 'Rapport de suivi' }).first().click()
    if (javascript) await accessible(ts)
    await ts.getByRole('link', { name: 'Écrire le rapport' }).click()
    await ts.getByRole('button', { name: 'Commencer' }).click()
    expect(await ts.getByLabel('Texte').nth(1).inputValue()).toContain(
      'Apporter le contrat la prochaine fois',
    )
    await ts.getByRole('button', { name: 'Les démarches faites' }).click()
    if (javascript) await accessible(ts)
    await ts.getByLabel('Titre du rapport').fill(titre)
    await ts.getByRole('button', { name: 'Enregistrer le rapport' }).click()
    if (javascript) await accessible(ts)
    await ts.getByRole('button', { name: 'Soumettre à la validation' }).click()

    const dpip = await p.page('dpip.67', { javascript })
    await dpip.getByRole('link', { name: titre }).click()
    await dpip.getByRole('button', { name: 'Valider' }).click()
    await dpip.getByText('Empreinte SHA-256').waitFor()
    if (javascript) await accessible(dpip)
    await dpip.getByRole('button', { name: 'Transmettre au magistrat' }).click()

    await jap.goto('/')
    const alerte = jap.locator('li', { hasText: titre })
    expect(await alerte.textContent()).toContain('Nouveau')
    await alerte.getByRole('link').click()
    await jap.getByRole('button', { name: 'Marquer comme lu' }).click()
    await jap.getByLabel('Propositions suivies').waitFor()
    if (javascript) await accessible(jap)
    await jap.getByLabel('Propositions suivies').check()
    await jap.locator('textarea[name=texte]').fill('Merci, je suis vos propositions.')
    await jap.getByRole('button', { name: 'Envoyer la réponse' }).click()
    await ts.reload()
    expect(await ts.locator('main').textContent()).toContain('Merci, je suis vos propositions.')
    for (const page of [jap, ts, dpip]) await page.close()
  })

  it('L’import d’un fichier : fautes dites, comparaison, confirmation, dossiers ouverts', async () => {
    const page = await p.page('dpip.67', { javascript })
    await page.getByRole('link', { name: 'Importer, exporter' }).click()
    const [nom, prenom] = javascript ? ['QUEBRANTO', 'Wim'] : ['ZWIRNEL', 'Jofroi']
    const corps = Array.from(
      { length: 60 },
      (_, n) =>
        `${nom};${prenom} ${String.fromCharCode(65 + (n % 26))}${n};${String((n % 28) + 1).padStart(2, '0')}/03/19${40 + n}`,
    )
    const texte = ['nom;prenoms;naissance_le', ...corps, `${nom};Faute;31/02/1990`].join('\n')
    await page
      .getByLabel('Fichier CSV')
      .setInputFiles({ name: `${nom}.csv`, mimeType: 'text/csv', buffer: Buffer.from(texte) })
    await page.getByRole('button', { name: 'Voir ce qui serait importé' }).click()
    if (!javascript) await page.getByRole('button', { name: 'Continuer' }).click()
    await page.getByText('« 31/02/1990 » n’est pas une date').waitFor()
    if (javascript) await accessible(page)
    await page.getByRole('link', { name: /Dossiers à ouvrir/ }).click()
    await page.getByRole('button', { name: /Écrire \d+ dossiers?/ }).click()
    if (!javascript)
      for (let n = 0; n < 2; n += 1) await page.getByRole('button', { name: 'Continuer' }).click()
    await page.getByText('Import terminé.').waitFor()
    expect(await page.getByRole('table').textContent()).toContain('dossier ouvert')
    await page.close()
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
  /** Opened as this agent, two pages at once. */
  async function toutVisiter(qui: string | null, urls: string[], visite = {}): Promise<void> {
    const pages = [await p.page(qui), await p.page(qui)]
    await visiter(pages, urls, visite)
    for (const page of pages) await page.close()
  }
  it('Tous les écrans du travailleur social : clair et sombre, à 1280 px, à 200 % de zoom et à 320 px', async () => {
    const urls = await p.adresses('travailleur_social')
    expect(urls.length).toBeGreaterThan(80)
    await toutVisiter('ts.67', urls)
  }, 300_000)
  it('La connexion, les erreurs, et les écrans que seules les autres fonctions ouvrent', async () => {
    await toutVisiter(null, ['/connexion', '/nulle-part', '/s/abcdefghijkl'], {
      statuts: [200, 404],
    })
    const vus = new Set((await p.adresses('travailleur_social')).filter(u => u !== '/'))
    for (const [qui, fonction] of [
      // Before the DFSPIP, to whom the forms of a court are only said not to be theirs.
      ['admin', 'administrateur'],
      ['dpip.67', 'dpip'],
      ['dfspip.67', 'dfspip'],
      ['accueil.67', 'administratif'],
      ['jap.strasbourg', 'jap'],
      ['greffe.strasbourg', 'greffe'],
      ['bex.strasbourg', 'bex'],
    ] as const) {
      const siens = (await p.adresses(fonction)).filter(u => !vus.has(u))
      await toutVisiter(qui, siens)
      for (const u of siens) if (u !== '/') vus.add(u)
    }
    expect(vus.size).toBeGreaterThan(110)
  }, 300_000)
})
