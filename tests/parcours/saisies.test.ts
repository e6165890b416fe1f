import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { ecrirePlan, recueillirAccord } from '../../src/accompagnement/index.ts'
import { creerDossier } from '../../src/dossiers/index.ts'
import {
  commencerRapport,
  ecrireRapport,
  soumettre,
} from '../../src/magistrats/magistrats.commands.ts'
import { LE } from '../base.ts'
import { comptes, toutesLesFonctions } from '../invariants/parcourir.ts'
import { accessible, unParcours } from './parcours.ts'

const p = unParcours()
const rappel = (page: Page) => page.getByRole('region', { name: /^Texte non enregistré/ })
const gardes = (page: Page) =>
  page.evaluate(() => Object.entries(sessionStorage).map(([nom, v]) => `${nom} ${v}`))
/** Once what was typed is sealed in the tab. */
const garde = (page: Page) =>
  page.waitForFunction(() => Object.keys(sessionStorage).some(nom => nom.startsWith('saisie ')))
const remettre = (page: Page) => rappel(page).getByRole('button', { name: 'Remettre' })
const MOTS = 'Je veux bien essayer,\nmais pas le matin.'
const mots = (page: Page) => page.getByLabel('Ses mots')
async function taper(page: Page): Promise<void> {
  await mots(page).fill(MOTS)
  await garde(page)
}

const pris: string[] = []
const ouvrirUnPlan = async () => {
  const dossierId = await unPlan()
  const page = await p.page('ts.67')
  await page.goto(`/dossiers/${dossierId}/plan`)
  return { dossierId, page }
}
/** A plan of which nobody has said yet what the person thinks, with two steps to do. */
async function unPlan(): Promise<string> {
  const dossierId = await p.dossier(`d.dossier_id::text <> ALL ('{${pris}}')`)
  pris.push(dossierId)
  await versionSuivante(dossierId)
  return dossierId
}
async function versionSuivante(dossierId: string): Promise<number> {
  const etapes = [{ quoi: 'Voir la mission locale' }, { quoi: 'Refaire la carte' }]
  const { version } = await p.un<{ version: number }>(
    'SELECT coalesce(max(version), 0) AS version FROM accompagnement.plan_version WHERE dossier_id = $1',
    dossierId,
  )
  await p.faire('ts.67', ecrirePlan, {
    dossierId,
    version,
    motif: 'Suite',
    objectifs: [{ intitule: 'Travailler', domaine: 'emploi', etapes }],
  })
  return version + 1
}
const premiereEtape = (page: Page) => page.getByRole('button', { name: /^Noter faite/ }).first()

describe('Le plan : « Ses mots » et les boutons des étapes', () => {
  it('« Noter faite » ne perd pas les mots, un autre passage ou un rechargement non plus ; envoyés, ils ne reviennent pas', async () => {
    const { dossierId, page } = await ouvrirUnPlan()
    await taper(page)
    await page.getByLabel('La personne fait des réserves').check()
    await premiereEtape(page).click()
    await page.getByText('L’étape est notée faite.').waitFor()
    await rappel(page).waitFor()
    await page
      .getByText(
        /Remis ci-dessous : ce que vous aviez écrit à \d+ h \d\d\. Ce n’est pas enregistré\./,
      )
      .waitFor()
    expect(await mots(page).inputValue()).toBe(MOTS)
    expect(await page.getByLabel('La personne fait des réserves').isChecked()).toBe(true)
    expect(await rappel(page).getByRole('link').allTextContents()).toEqual(['Son avis', 'Ses mots'])
    expect(await page.locator('.fil-remis').count()).toBe(2)
    expect(await mots(page).getAttribute('aria-describedby')).toContain('-remis')
    await accessible(page)
    for (const largeur of [390, 320]) {
      await page.setViewportSize({ width: largeur, height: 800 })
      await accessible(page)
    }
    await page.getByRole('button', { name: /^Annuler, pas encore faite/ }).click()
    await page.getByText('L’étape est de nouveau à faire.').waitFor()
    await rappel(page).waitFor()
    await page.reload()
    await rappel(page).waitFor()
    expect(await mots(page).inputValue()).toBe(MOTS)
    await page.getByRole('button', { name: 'Enregistrer son avis' }).click()
    await page.getByText('L’avis de la personne est enregistré.').waitFor()
    expect(await rappel(page).count()).toBe(0)
    expect(await gardes(page)).toEqual([])
    await page.goto(`/dossiers/${dossierId}/plan`)
    expect([await rappel(page).count(), await gardes(page)]).toEqual([0, []])
    await page.close()
  })

  it('saisie refusée : ce qui est rendu n’est pas remplacé ; un autre bouton ne le perd pas ; « Effacer » l’efface', async () => {
    const { page } = await ouvrirUnPlan()
    await taper(page)
    await page.getByRole('button', { name: 'Enregistrer son avis' }).click()
    await page.getByRole('alert').waitFor()
    await garde(page)
    expect([await mots(page).inputValue(), await rappel(page).count()]).toEqual([MOTS, 0])
    await mots(page).fill(`${MOTS} Ni le soir.`)
    await premiereEtape(page).click()
    await page.getByText('L’étape est notée faite.').waitFor()
    await rappel(page).waitFor()
    expect(await mots(page).inputValue()).toBe(`${MOTS} Ni le soir.`)
    await page.getByRole('button', { name: 'Effacer' }).click()
    expect([await mots(page).inputValue(), await rappel(page).count(), await gardes(page)]).toEqual(
      ['', 0, []],
    )
    expect(await page.locator('.fil-remis').count()).toBe(0)
    await page.reload()
    expect(await mots(page).inputValue()).toBe('')
    await page.close()
  })

  it('nouvelle version écrite par un autre : les mots reviennent, et la page dit de relire', async () => {
    const { dossierId, page } = await ouvrirUnPlan()
    await taper(page)
    await page.getByLabel('Recueilli le').fill('2026-11-20')
    await versionSuivante(dossierId)
    await page.reload()
    await page
      .getByText(
        'Cela n’a pas été envoyé de cet onglet. La page a changé depuis : relisez avant d’envoyer.',
      )
      .waitFor()
    expect([
      await mots(page).inputValue(),
      await page.getByLabel('Recueilli le').inputValue(),
    ]).toEqual([MOTS, '2026-11-20'])
    await page.close()
  })

  it('formulaire disparu entre-temps : les mots se copient là où ils étaient, jusqu’à ce qu’on les jette', async () => {
    const { dossierId, page } = await ouvrirUnPlan()
    await taper(page)
    const { version } = await p.un<{ version: number }>(
      'SELECT max(version) AS version FROM accompagnement.plan_version WHERE dossier_id = $1',
      dossierId,
    )
    await p.faire('ts.67', recueillirAccord, {
      dossierId,
      version,
      accord: 'accord',
      accordLe: '2026-11-23',
    })
    for (const aller of [() => premiereEtape(page).click(), () => page.reload()]) {
      await aller()
      await page
        .getByText('Le formulaire « Avis de la personne » n’est plus sur cette page.')
        .waitFor()
      expect(await rappel(page).textContent()).toContain(`Ses mots : ${MOTS}`)
      expect(await rappel(page).textContent()).toContain('n’a pas été envoyé de cet onglet')
    }
    await accessible(page)
    await page.getByRole('button', { name: 'Jeter' }).click()
    expect([await rappel(page).count(), await gardes(page)]).toEqual([0, []])
    await page.close()
  })

  it('un lien : la page suivante dit une fois ce qui attend, et y ramène ; partir pour de bon se demande', async () => {
    const dossierId = await unPlan()
    const page = await p.page('ts.67')
    const demandes: string[] = []
    page.on('dialog', d => {
      demandes.push(d.type())
      void (demandes.length === 1 ? d.dismiss() : d.accept())
    })
    await page.goto(`/dossiers/${dossierId}/plan`)
    await taper(page)
    await page.locator('.fil-nav a').first().click()
    const { nom } = await p.un<{ nom: string }>(
      'SELECT nom FROM dossiers.personne WHERE dossier_id = $1',
      dossierId,
    )
    await page
      .getByText(/^Ce que vous avez écrit dans « Avis de la personne » .* n’est pas enregistré/)
      .waitFor()
    expect(await rappel(page).textContent()).toContain(nom)
    await accessible(page)
    expect(demandes).toEqual([])
    await page.reload()
    await page.waitForLoadState('networkidle')
    expect(await rappel(page).count()).toBe(0)
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await page.getByText('il vous attend dans cet onglet').waitFor()
    expect(demandes).toEqual(['beforeunload'])
    await page.getByRole('link', { name: 'Y revenir' }).click()
    await remettre(page).click()
    expect(await mots(page).inputValue()).toBe(MOTS)
    await page.goto('about:blank')
    expect(demandes).toEqual(['beforeunload', 'beforeunload'])
    await page.close()
  })
})

describe('Revenir d’ailleurs', () => {
  it('rien n’est remis sans qu’on le demande, même après un rechargement : « Remettre » remet, « Jeter » jette', async () => {
    const dossierId = await unPlan()
    const adresse = `/dossiers/${dossierId}/plan`
    const page = await p.page('ts.67')
    await page.goto(adresse)
    await taper(page)
    for (const aller of [
      () => page.goto(`/dossiers/${dossierId}`),
      () => page.goto(adresse),
      () => page.reload(),
    ]) {
      await aller()
      await page.waitForLoadState('networkidle')
    }
    await remettre(page).waitFor()
    expect(await mots(page).inputValue()).toBe('')
    expect(await rappel(page).textContent()).toContain(`Ses mots : ${MOTS}`)
    await accessible(page)
    await remettre(page).click()
    expect(await mots(page).inputValue()).toBe(MOTS)
    expect(await rappel(page).getByRole('link').allTextContents()).toEqual(['Ses mots'])
    await page.goto(`/dossiers/${dossierId}`)
    await page.getByText('il vous attend dans cet onglet').waitFor()
    await page.goto(adresse)
    await rappel(page).getByRole('button', { name: 'Jeter' }).click()
    expect([await mots(page).inputValue(), await rappel(page).count(), await gardes(page)]).toEqual(
      ['', 0, []],
    )
    await page.close()
  })

  it('« Annuler » d’une correction la jette : la suivante n’enregistre que ce qu’on y écrit', async () => {
    const dossierId = await unPlan()
    const adresse = `/dossiers/${dossierId}/personne`
    const page = await p.page('ts.67')
    const fiche = () =>
      p.un<{ adresse: string | null; telephone: string | null }>(
        'SELECT adresse, telephone FROM dossiers.personne WHERE dossier_id = $1',
        dossierId,
      )
    const avant = await fiche()
    await page.goto(adresse)
    await page.getByLabel('Numéro et voie').fill('99 rue du Repentir')
    await garde(page)
    await page.getByRole('link', { name: 'Annuler' }).click()
    await page.waitForURL(u => u.pathname !== adresse)
    await page.waitForLoadState('networkidle')
    expect([await rappel(page).count(), await gardes(page)]).toEqual([0, []])
    await page.goto(adresse)
    await page.waitForLoadState('networkidle')
    expect(await rappel(page).count()).toBe(0)
    await page.getByLabel(/^Téléphone/).fill('06 00 00 00 07')
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.waitForURL(u => u.pathname !== adresse)
    expect(await fiche()).toEqual({
      adresse: avant.adresse,
      telephone: expect.stringContaining('07'),
    })
    await page.close()
  })

  it('plusieurs formulaires laissés se disent d’une seule phrase', async () => {
    const dossierId = await unPlan()
    const page = await p.page('ts.67')
    await page.goto(`/dossiers/${dossierId}/mesures`)
    await page
      .getByRole('form', { name: 'Signaler une attente de saisine' })
      .getByRole('textbox')
      .first()
      .fill('Le jugement')
    await page
      .locator('form[action$="/mesures/pieces"]')
      .getByRole('textbox')
      .first()
      .fill('L’extrait')
    await expect.poll(async () => (await gardes(page)).length).toBe(2)
    await page.goto(`/dossiers/${dossierId}`)
    await rappel(page).waitFor()
    expect(await rappel(page).count()).toBe(1)
    await accessible(page)
    await page.getByRole('button', { name: 'Tout jeter' }).click()
    expect(await gardes(page)).toEqual([])
    await page.close()
  })
})

describe('Un envoi', () => {
  it('qui n’arrive pas : « Précédent » rend les mots ; arrivé, « Précédent » ne les rend pas', async () => {
    const { page } = await ouvrirUnPlan()
    await taper(page)
    await page.getByLabel('La personne refuse').check()
    await page.route('**/plan/accord', route => route.abort('connectionreset'))
    await page.getByRole('button', { name: 'Enregistrer son avis' }).click()
    await page.waitForURL(/chrome-error/)
    await page.unroute('**/plan/accord')
    await page.goBack()
    await rappel(page).waitFor()
    expect([
      await mots(page).inputValue(),
      await page.getByLabel('La personne refuse').isChecked(),
    ]).toEqual([MOTS, true])
    await page.getByRole('button', { name: 'Enregistrer son avis' }).click()
    await page.getByText('L’avis de la personne est enregistré.').waitFor()
    await page.goBack()
    await page.waitForLoadState('networkidle')
    expect([await rappel(page).count(), await gardes(page)]).toEqual([0, []])
    await page.close()
  })
})

describe('Ce qui est gardé dans l’onglet', () => {
  it('n’y est pas lisible ; « Se déconnecter » demande, puis l’efface', async () => {
    const dossierId = await unPlan()
    const page = await p.page('ts.67')
    let demandes = 0
    page.on('dialog', d => {
      demandes += 1
      void (demandes === 1 ? d.dismiss() : d.accept())
    })
    await page.goto(`/dossiers/${dossierId}/plan`)
    await taper(page)
    const tout = (await gardes(page)).join()
    expect(tout).toMatch(/^saisie [0-9a-f-]{36} [\w+/]{200,}=*$/)
    for (const clair of ['matin', 'accord', dossierId]) expect(tout).not.toContain(clair)
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await expect.poll(() => demandes).toBe(1)
    expect([await mots(page).inputValue(), (await gardes(page)).length]).toEqual([MOTS, 2])
    await page.waitForTimeout(4200)
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await page.waitForURL(/connexion/)
    await expect.poll(() => gardes(page)).toEqual([])
    expect(demandes).toBe(2)
    await page.close()
  })

  it('session fermée : revient à la même personne qui se reconnecte dans l’onglet ; une autre ne le lit ni ne le garde', async () => {
    const dossierId = await unPlan()
    const adresse = `/dossiers/${dossierId}/plan`
    const page = await p.page('ts.67')
    const entrer = async (qui: string) => {
      await page.context().clearCookies()
      await page.goto('/connexion')
      await page.getByLabel('Identifiant').fill(`${qui}@demo.example`)
      await page.getByLabel('Mot de passe').fill('demonstration-fil-rouge')
      await page.getByRole('button', { name: 'Se connecter' }).click()
      await page.waitForURL(`${p.url}/`)
    }
    await page.goto(adresse)
    await taper(page)
    await entrer('ts.67')
    await page.goto(adresse)
    await remettre(page).click()
    expect(await mots(page).inputValue()).toBe(MOTS)
    await entrer('ts2.67')
    await expect.poll(() => gardes(page)).toEqual([])
    await page.goto(adresse)
    expect([await mots(page).inputValue(), await rappel(page).count()]).toEqual(['', 0])
    await page.close()
  })
})

describe('Sans JavaScript', () => {
  it('une page à plusieurs formulaires dit d’enregistrer l’un avant d’utiliser l’autre ; une page à un seul, non', async () => {
    const dossierId = await unPlan()
    const page = await p.page('ts.67', { javascript: false })
    const dit = page.locator('main noscript')
    await page.goto(`/dossiers/${dossierId}/plan`)
    expect([await dit.isVisible(), await dit.textContent()]).toEqual([
      true,
      expect.stringContaining('un bouton n’envoie que son formulaire'),
    ])
    await page.goto(`/dossiers/${dossierId}/entretiens/noter`)
    expect(await dit.count()).toBe(0)
    await page.close()
  })
})

describe('Les autres pages', () => {
  it('rapport : « Valider » et « Transmettre » ne perdent pas ce qui s’écrivait pour renvoyer, puis pour reprendre', async () => {
    const dossierId = await unPlan()
    const { rapportId } = await p.faire('ts.67', commencerRapport, { dossierId, nature: 'suivi' })
    const sections = [{ titre: 'Suivi', texte: 'Vue chaque mois.' }]
    await p.faire('ts.67', ecrireRapport, {
      dossierId,
      rapportId,
      version: 1,
      titre: 'Suivi',
      sections,
    })
    await p.faire('ts.67', soumettre, { dossierId, rapportId })
    const page = await p.page('dpip.67')
    await page.goto(`/dossiers/${dossierId}/rapports/${rapportId}`)
    await page.getByLabel('Ce qu’il faut reprendre').fill('La partie sur le logement.')
    await garde(page)
    await page.getByRole('button', { name: 'Valider' }).click()
    await page
      .getByText('Le formulaire « Renvoyer au rédacteur » n’est plus sur cette page.')
      .waitFor()
    expect(await rappel(page).textContent()).toContain(
      'Ce qu’il faut reprendre : La partie sur le logement.',
    )
    await page.getByLabel(/^Pourquoi/).fill('Trop vite validé.')
    await expect.poll(async () => (await gardes(page)).length).toBe(2)
    await page.getByRole('button', { name: 'Transmettre au magistrat' }).click()
    await page.getByText('Trop vite validé.').waitFor()
    expect(await rappel(page).count()).toBe(2)
    await accessible(page)
    await page.goto(`/dossiers/${dossierId}`)
    await page.waitForLoadState('networkidle')
    expect([await rappel(page).count(), await gardes(page)]).toEqual([0, []])
    await page.close()
  })

  it('mesures : la pièce attendue et l’attente de saisine s’écrivent ensemble, chacune s’envoie', async () => {
    const dossierId = await unPlan()
    const page = await p.page('ts.67')
    await page.goto(`/dossiers/${dossierId}/mesures`)
    const [attente, piece] = [
      page.getByRole('form', { name: 'Signaler une attente de saisine' }),
      page.locator('form[action$="/mesures/pieces"]'),
    ]
    await attente.getByRole('textbox').first().fill('Le jugement du 3 novembre')
    await piece.getByRole('textbox').first().fill('Extrait du jugement')
    await expect.poll(async () => (await gardes(page)).length).toBe(2)
    await attente.getByRole('button').last().click()
    await page.getByText('Le dossier est en attente de saisine.').waitFor()
    await rappel(page).waitFor()
    expect(await piece.getByRole('textbox').first().inputValue()).toBe('Extrait du jugement')
    expect(await attente.count()).toBe(0)
    await page.close()
  })
})

/** A session of this very day, where people are found by their name. */
async function uneSeance(nom: string, prenoms: readonly string[]): Promise<string> {
  for (const prenom of prenoms)
    await p.faire('ts.67', creerDossier, {
      nom,
      prenoms: prenom,
      naissanceLe: '1985-01-01',
      confirme: 'oui',
    })
  const { id } = await p.un<{ id: string }>(
    `WITH lieu AS (SELECT id, service_id FROM moyens.antenne WHERE nom = 'Antenne de Strasbourg'),
          agenda AS (INSERT INTO creneaux.agenda (entite_id, lieu_id, nom) SELECT service_id, id, 'Salle du midi' FROM lieu RETURNING id)
     INSERT INTO creneaux.plage (agenda_id, types, du, au, jours, de, a, pas_minutes, capacite, collective, intitule)
     SELECT id, '{action_collective}', '${LE}', '${LE}', '{2}', '12:00', '13:00', 60, 8, true, 'Le midi' FROM agenda RETURNING id`,
  )
  return `/agenda/seances/${id}/${LE}/12:00`
}

describe('Une séance', () => {
  it('« Inscrire » et « Pointer » gardent ce qui est coché, à la personne et non au rang de sa ligne', async () => {
    const seance = await uneSeance('Rangeante', ['Aline', 'Bruno', 'Carole'])
    const page = await p.page('ts.67')
    const inscrire = async (...prenoms: string[]) => {
      await page.goto(`${seance}?q=Rangeante`)
      for (const prenom of prenoms)
        await page.getByLabel(new RegExp(`^Rangeante ${prenom}`)).check()
      await page.getByRole('button', { name: 'Inscrire' }).click()
      await page.waitForURL(u => !u.search.includes('q=Rangeante&') && u.pathname === seance)
    }
    const coche = (prenom: string, quoi: string) =>
      page.getByRole('radiogroup', { name: `Rangeante ${prenom}` }).getByLabel(quoi)
    await inscrire('Bruno', 'Carole')
    await coche('Carole', 'Excusée').check()
    await garde(page)
    await inscrire('Aline')
    // Aline comes first: Carole is on another line than when she was ticked.
    await page.getByRole('radiogroup', { name: 'Rangeante Aline' }).waitFor()
    await rappel(page).waitFor()
    expect([
      await coche('Carole', 'Excusée').isChecked(),
      await coche('Bruno', 'Excusée').isChecked(),
    ]).toEqual([true, false])
    await page.getByRole('button', { name: /^Pointer l’arrivée de Rangeante Bruno/ }).click()
    await page.getByText('L’arrivée est pointée.').waitFor()
    expect(await coche('Carole', 'Excusée').isChecked()).toBe(true)
    await page.goto(seance)
    await rappel(page).waitFor()
    expect(await coche('Carole', 'Excusée').isChecked()).toBe(true)
    await page.close()
  })
})

describe('Un brouillon', () => {
  it('« Se déconnecter » ou un autre bouton attend que les derniers mots soient enregistrés', async () => {
    const dossierId = await unPlan()
    const page = await p.page('ts.67')
    await page.route('**/brouillons', async route => {
      await new Promise(suite => setTimeout(suite, 400))
      await route.continue()
    })
    await page.goto(`/dossiers/${dossierId}/entretiens/noter`)
    await page.getByLabel('Récit').fill('Les derniers mots.')
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await page.waitForURL(/connexion/)
    await page.waitForTimeout(1000)
    const { recit } = await p.un<{ recit: string }>(
      "SELECT valeurs ->> 'recit' AS recit FROM dossiers.brouillon WHERE dossier_id = $1",
      dossierId,
    )
    expect(recit).toBe('Les derniers mots.')
    await page.close()
  })
})

/** Types in every field of every form of the page, as somebody would, and says what it typed. */
const toutTaper = (page: Page) =>
  page.evaluate(() => {
    const tapes: string[] = []
    const essais: Record<string, string> = {
      email: 'essai@exemple.fr',
      date: '2027-03-14',
      time: '11:35',
      number: '4',
    }
    const champs = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
      'form[method=post]:not([data-brouillon]) :is(textarea, input)',
    )
    for (const champ of Array.from(champs)) {
      const libre = [
        'textarea',
        'text',
        'search',
        'email',
        'tel',
        'date',
        'time',
        'number',
      ].includes(champ.type)
      if (!libre || champ.readOnly || champ.disabled) continue
      champ.value = essais[champ.type] ?? `Tapé ${tapes.length}`
      champ.dispatchEvent(new Event('input', { bubbles: true }))
      tapes.push(`${champ.form?.getAttribute('action')} ${champ.name} = ${champ.value}`)
    }
    return tapes
  })
const toutLire = (page: Page) =>
  page.evaluate(() =>
    Array.from(
      document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
        'form[method=post] :is(textarea, input)',
      ),
      champ => `${champ.form?.getAttribute('action')} ${champ.name} = ${champ.value}`,
    ),
  )

describe('Chaque page où quelqu’un écrit, pour chaque fonction', () => {
  it('relue, comme après un autre bouton, elle rend chaque champ tapé hors des formulaires à brouillon', async () => {
    const vues = new Set<string>()
    const fautes: string[] = []
    const compte = { pages: 0, aPlusieurs: 0, champs: 0 }
    for (const fonction of toutesLesFonctions) {
      const page = await p.page(comptes[fonction])
      for (const url of await p.adresses(fonction)) {
        const route = url.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
        if (vues.has(route)) continue
        const reponse = await page.request.get(url, { maxRedirects: 0 })
        const html = reponse.headers()['content-type']?.startsWith('text/html')
          ? await reponse.text()
          : ''
        if (reponse.status() !== 200 || !html.includes('name="_cle"')) continue
        vues.add(route)
        await page.goto(url)
        const tapes = await toutTaper(page)
        if (tapes.length === 0) continue
        const formulaires = new Set(tapes.map(t => t.split(' ')[0])).size
        await expect
          .poll(async () => (await gardes(page)).length)
          .toBeGreaterThanOrEqual(formulaires)
        await page.reload()
        await rappel(page)
          .first()
          .waitFor({ timeout: 3000 })
          .catch(() => fautes.push(`${fonction} ${url} : rien n’est rendu`))
        const lus = await toutLire(page)
        compte.pages += 1
        compte.aPlusieurs += html.split('name="_cle"').length > 2 ? 1 : 0
        compte.champs += tapes.length
        fautes.push(...tapes.filter(t => !lus.includes(t)).map(t => `${fonction} ${url} : ${t}`))
        await page.evaluate(() => sessionStorage.clear())
      }
      await page.close()
    }
    expect(fautes).toEqual([])
    expect(compte.pages).toBeGreaterThan(50)
    expect(compte.aPlusieurs).toBeGreaterThan(3)
    expect(compte.champs).toBeGreaterThan(250)
  }, 400_000)
})
