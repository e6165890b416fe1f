import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { creerDossier } from '../../src/dossiers/index.ts'
import { executer } from '../../src/platform/executer.ts'
import { LE } from '../base.ts'
import { accessible, compterLesGestes, pagesDuPdf, unParcours, visiter } from './parcours.ts'

const p = unParcours()
beforeAll(async () => {
  // Nothing is planned but what a journey plans itself.
  await p.essai.proprietaire.query(
    "UPDATE agenda.convocation SET etat = 'annulee' WHERE etat = 'prevue' OR le = $1",
    [LE],
  )
})

const combien = async (texte: string, ...valeurs: unknown[]) =>
  Number((await p.lire<{ n: string }>(texte, ...valeurs))[0]?.n)
const texteDe = async (page: Page) => (await page.locator('main').textContent()) ?? ''

/** Invented people of the service, with a mobile number that nobody has. */
let prochain = 0
async function personnes(
  n: number,
  nom: string,
  par = 'ts.67',
  plus: object = {},
): Promise<string[]> {
  const compte = await p.essai.agent(par)
  return Promise.all(
    Array.from({ length: n }, async (_, i) => {
      prochain += 1
      const telephone = `06 39 98 ${String(prochain + 1000).replace(/(..)(..)/, '$1 $2')}`
      const prenoms = `Ysolin${'abcdefghijklmnopqrstuvwxyz'[i % 26]}${'aeiou'[Math.floor(i / 26)]}`
      const qui = {
        nom,
        prenoms,
        naissanceLe: '1988-04-05' as const,
        telephone,
        confirme: 'oui' as const,
        ...plus,
      }
      return (await executer(p.essai.hote, compte, creerDossier, qui)).dossierId
    }),
  )
}
type Pose = { le: string; de: string; antenne?: string; agents?: string[] }
/**
 * Convokes them all, several agents at once, a quarter of an hour each; written directly, as a
 * service that has worked for weeks.
 */
async function poser(
  dossiers: string[],
  { le, de, antenne = 'Antenne de Strasbourg', agents }: Pose,
): Promise<void> {
  await p.lire(
    `WITH agents AS (SELECT array_agg(a.id ORDER BY a.id) AS ids FROM moyens.agent a JOIN moyens.service s ON s.id = a.service_id
       WHERE s.departement = '67' AND a.fonction = 'travailleur_social' AND ($5::uuid[] IS NULL OR a.id = ANY ($5))),
     posees AS (INSERT INTO agenda.convocation (dossier_id, service_id, agent_id, lieu_id, type, lieu, adresse, le, heure, duree_minutes, creee_par)
       SELECT d.id, l.entite_id, ids[d.n % cardinality(ids) + 1], l.lieu_id, 'suivi', l.nom, l.adresse_complete, $2, $3::time + d.n / cardinality(ids) * interval '15 minutes', 15, ids[1]
       FROM agents, creneaux.v_lieu l, (SELECT u.id, (u.rang - 1)::int AS n FROM unnest($1::uuid[]) WITH ORDINALITY u (id, rang)) d WHERE l.nom = $4 RETURNING *)
     INSERT INTO agenda.etat_de_convocation (dossier_id, convocation_id, etat, par) SELECT dossier_id, id, 'prevue', creee_par FROM posees`,
    dossiers,
    le,
    de,
    antenne,
    agents ?? null,
  )
}
const valeurDe = async (l: Locator) => (await l.getAttribute('value')) ?? ''
const enFrancais = (heure: string) => heure.replace(/^0?(\d+):(\d\d).*/, '$1 h $2')

describe.each([
  { mode: 'en marche', javascript: true },
  { mode: 'coupé', javascript: false },
])('L’audience et l’absence, JavaScript $mode', ({ javascript }) => {
  it('Le BEX à l’audience : de la journée aux deux exemplaires, et le SPIP voit le dossier aussitôt', async () => {
    const nom = javascript ? 'Tournevire' : 'Vantelouve'
    const page = await p.page('bex.strasbourg', { javascript })
    const g = compterLesGestes()
    await g.faire(page.getByRole('link', { name: 'Convoquer à l’audience' }).first().click())
    await g.faire(page.getByLabel('Nom de naissance').fill(nom))
    await g.faire(page.getByLabel('Prénoms').fill('Ilya'))
    await g.faire(page.locator('[name=naissanceLe]').fill('1994-02-11'))
    await g.faire(page.getByLabel('Commune ou code postal').fill('Strasbourg'))
    await g.faire(page.getByRole('button', { name: 'Chercher dans le pays' }).click())
    await page.getByText('Personne n’est connu sous ce nom').waitFor()
    expect(await page.locator('[name=serviceId] option:checked').textContent()).toBe(
      'SPIP du Bas-Rhin',
    )
    expect(await page.locator('[name=juridictionId] option:checked').textContent()).toBe(
      'Tribunal judiciaire de Strasbourg',
    )
    if (javascript) await accessible(page)
    const spip = page.locator(`[name=creneauSpip]:not([value=""]):not([value*="${LE}"])`).first()
    const [, le = '', heure = ''] = (await valeurDe(spip)).split('|')
    await g.faire(spip.check())
    // Both slots once; the SPIP alone the other time.
    if (javascript)
      await g.faire(
        page.locator(`[name=creneauSap]:not([value=""]):not([value*="${le}"])`).first().check(),
      )
    await g.faire(page.getByLabel('Téléphone').fill('06 39 98 77 01'))
    await g.faire(
      page.getByLabel('Décision', { exact: false }).first().fill('Sursis probatoire 2 ans'),
    )
    await g.faire(page.getByLabel('Décision remise à la personne').check())
    await g.faire(page.getByRole('button', { name: 'Convoquer', exact: true }).click())
    const imprimer = page.getByRole('link', { name: 'Imprimer les deux exemplaires' })
    const avis = await page.request.get((await imprimer.getAttribute('href')) ?? '')
    await g.faire(imprimer.focus())
    expect(g.combien()).toBeLessThanOrEqual(20)
    expect(await texteDe(page)).toContain(`à ${enFrancais(heure)}`)
    if (javascript) await accessible(page)
    const octets = await avis.body()
    expect(octets.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pagesDuPdf(octets)).toBe(javascript ? 4 : 2)

    const posees = await p.lire(
      `SELECT c.origine, c.service_id IS NOT NULL AS au_spip, to_char(c.le, 'YYYY-MM-DD') AS le, to_char(c.audience_le, 'YYYY-MM-DD') AS audience
       FROM agenda.convocation c JOIN dossiers.v_identite i USING (dossier_id) WHERE i.nom = $1 AND c.etat = 'prevue' ORDER BY c.service_id`,
      nom,
    )
    expect(posees[0]).toEqual({ origine: 'bex', au_spip: true, le, audience: LE })
    expect(posees).toHaveLength(javascript ? 2 : 1)
    expect(
      await combien(
        'SELECT count(*) AS n FROM bex.remise JOIN dossiers.v_identite i USING (dossier_id) WHERE i.nom = $1',
        nom,
      ),
    ).toBe(1)
    const spipVoit = await p.page('dpip.67', { javascript })
    const attente = spipVoit.locator('section', {
      has: spipVoit.getByRole('heading', { name: 'En attente de saisine' }),
    })
    await attente.getByRole('link', { name: `${nom} Ilya` }).click()
    expect(await texteDe(spipVoit)).toContain('En attente de saisine depuis le')
    for (const x of [page, spipVoit]) await x.close()
  })

  it('Le BEX et une personne suivie ailleurs : identité et service, rien d’autre, et cela s’inscrit à son journal', async () => {
    const nom = javascript ? 'Quillemarre' : 'Roquetaillon'
    const [dossierId] = await personnes(1, nom, 'ts.88', {
      logement: 'adresse',
      adresse: '7 impasse du Saule',
      commune: 'Golbey',
    })
    const page = await p.page('bex.strasbourg', { javascript })
    await page.goto('/bex/convoquer')
    await page.getByLabel('Nom de naissance').fill(nom)
    await page.getByLabel('Prénoms').fill('Ysolinaa')
    await page.locator('[name=naissanceLe]').fill('1988-04-05')
    await page.getByLabel('Sans domicile').check()
    await page.getByRole('button', { name: 'Chercher dans le pays' }).click()
    await page.getByText('Qui est-ce ?').waitFor()
    const texte = await texteDe(page)
    expect(texte).toContain(`${nom} Ysolinaa, naissance : 05/04/1988`)
    expect(texte).toContain('Dossier suivi par SPIP des Vosges')
    for (const tu of ['impasse du Saule', 'Golbey', '06 39', 'FR-20'])
      expect(texte.includes(tu), tu).toBe(false)
    expect(await page.locator('main a[href^="/dossiers/"]').count()).toBe(0)
    expect(
      await p.lire(
        'SELECT DISTINCT motif FROM acces.journal_lecture WHERE dossier_id = $1 AND compte_id = $2',
        dossierId,
        await p.essai.agent('bex.strasbourg'),
      ),
    ).toContainEqual({ motif: 'Recherche nationale à l’audience' })
    if (javascript) await accessible(page)
    await page.close()
  })

  it('L’absence d’un agent qui a des convocations : listées, confiées à un collègue, une annulée avec un message, rien ne reste', async () => {
    const absent = await p.essai.agent(javascript ? 'ts2.67' : 'ts3.67')
    const jour = javascript ? '2026-12-03' : '2026-12-10'
    const venus = await personnes(5, javascript ? 'Absentis' : 'Vacantis')
    await poser(venus, { le: jour, de: '14:00', agents: [absent] })
    const page = await p.page('dpip.67', { javascript })
    await page.goto('/calendrier')
    await page.getByRole('link', { name: 'Noter une absence' }).click()
    await page.getByLabel('Qui est absent, ou ce qui ferme').selectOption(`agent.${absent}`)
    await page.getByLabel('Motif').selectOption('maladie')
    await page.getByLabel('Premier jour').fill(jour)
    await page.getByLabel('Dernier jour').fill(jour)
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText('Convocations à décider').first().waitFor()
    expect(
      await combien(
        'SELECT count(*) AS n FROM agenda.a_decider WHERE dossier_id = ANY ($1) AND decidee_a IS NULL',
        venus,
      ),
    ).toBe(5)

    await page.goto('/agenda')
    await page.getByRole('link', { name: 'Convocations à décider' }).click()
    const cases = page.getByRole('checkbox', { name: /^Choisir/ })
    expect(await cases.count()).toBe(5)
    if (javascript) await accessible(page)
    await page.getByRole('button', { name: /^Déplacer/ }).click()
    await page.getByText('Aucune convocation n’est cochée.').waitFor()
    await page.getByRole('link', { name: 'Revenir à la liste' }).click()
    for (let i = 0; i < 4; i += 1) await cases.nth(i).check()
    await page.getByRole('button', { name: /Confier/ }).click()
    const collegue = await valeurDe(
      page.locator('[name=agentId] option', { hasText: 'libre pour les 4' }).first(),
    )
    if (javascript) await accessible(page)
    await page.locator('[name=agentId]').selectOption(collegue)
    await page.getByRole('button', { name: 'Confier', exact: true }).click()
    await page
      .getByText(/4 convocations/)
      .first()
      .waitFor()

    await cases.first().check()
    await page.getByRole('button', { name: /^Annuler/ }).click()
    await page.getByLabel('Pourquoi').fill('Personne ne peut la recevoir ce jour-là')
    if (javascript) await accessible(page)
    await page.getByRole('button', { name: 'Annuler ces convocations' }).click()
    await page.getByText('Rien à décider').waitFor()
    const etats = await p.lire<{ etat: string; chez: boolean; messages: string }>(
      `SELECT c.etat, c.agent_id = $2 AS chez, (SELECT string_agg(m.moment, ' ') FROM messages.message m WHERE m.objet_id = c.id AND m.moment <> 'rappel') AS messages
       FROM agenda.convocation c WHERE c.dossier_id = ANY ($1) ORDER BY c.etat`,
      venus,
      collegue,
    )
    expect(etats[0]).toEqual({ etat: 'annulee', chez: false, messages: 'annulation' })
    expect(etats.slice(1).map(e => [e.etat, e.chez, e.messages])).toEqual(
      Array(4).fill(['prevue', true, 'modification']),
    )
    await page.close()
  })
})

describe('L’accueil et les séances', () => {
  it('L’accueil un jour de soixante : la liste en une page, un nom trouvé, des arrivées, une absence, l’impression', async () => {
    await poser(await personnes(60, 'Soixantin'), { le: LE, de: '08:30' })
    const page = await p.page('accueil.67')
    await page.getByRole('link', { name: 'Liste du jour' }).first().click()
    await page.getByText('60 personnes convoquées').waitFor()
    expect(await page.locator('tbody tr').count()).toBe(60)
    await accessible(page)
    const [requete] = await Promise.all([
      page.waitForResponse(r => r.url().includes('/accueil')),
      page.reload(),
    ])
    expect(
      Number(/desc="(\d+)"/.exec(requete.headers()['server-timing'] ?? '')?.[1]),
    ).toBeLessThanOrEqual(14)
    await page.getByLabel('Nom', { exact: true }).fill('ysolinaé')
    await page.getByLabel('Nom', { exact: true }).press('Enter')
    await page.getByText('1 personne convoquée sur 60').waitFor()
    await page.getByRole('button', { name: 'Pointer l’arrivée de Soixantin Ysolinae' }).click()
    await page.getByText('L’arrivée est pointée.').waitFor()
    expect(await page.locator('tbody tr').count()).toBe(1)
    await page.goto('/accueil')
    await page.getByRole('button', { name: 'Pointer l’arrivée de' }).first().click()
    await page.getByText('2 personnes attendent').waitFor()
    await page
      .getByRole('button', { name: /^Absent : .* ne s’est pas présenté$/ })
      .first()
      .click()
    await page.getByText('L’absence est notée. L’agent décidera de la suite.').waitFor()
    expect(
      await combien(
        "SELECT count(*) AS n FROM agenda.arrivee a JOIN agenda.convocation c ON c.id = a.convocation_id WHERE c.le = $1 AND c.etat = 'prevue'",
        LE,
      ),
    ).toBe(2)
    expect(
      await combien(
        "SELECT count(*) AS n FROM agenda.convocation WHERE le = $1 AND etat = 'manquee' AND type = 'suivi' AND duree_minutes = 15",
        LE,
      ),
    ).toBe(1)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('navigation').first().isVisible()).toBe(false)
    expect(pagesDuPdf(await page.pdf({ preferCSSPageSize: true }))).toBeLessThanOrEqual(2)
    await page.close()
  })

  it('L’accueil à deux sites : une absence annulée, une visite sans passage, une personne au mauvais site, deux accueils à la fois', async () => {
    const [ailleurs] = await personnes(1, 'Deuxsites')
    await poser([ailleurs ?? ''], { le: LE, de: '07:00' })
    await p.lire(
      `UPDATE agenda.convocation SET lieu_id = a.id, lieu = a.nom FROM moyens.antenne a
       WHERE a.nom = 'Antenne de Saverne' AND dossier_id = $1 AND le = $2`,
      ailleurs,
      LE,
    )
    await poser(await personnes(1, 'Absentee'), { le: LE, de: '08:00' })
    const [visite] = await personnes(1, 'Visitee')
    await poser([visite ?? ''], { le: LE, de: '07:30' })
    await p.lire(
      "UPDATE agenda.convocation SET modalite = 'domicile', lieu = 'Visite à domicile' WHERE dossier_id = $1 AND le = $2",
      visite,
      LE,
    )
    const [page, collegue] = [await p.page('accueil.67'), await p.page('dpip.67')]
    await page.goto('/accueil')
    await page.getByText('Antenne de Strasbourg').first().waitFor()
    const ligne = page.getByRole('row', { name: /Visitee/ })
    expect(await ligne.getByRole('button', { name: /^(Pointer|Absent)/ }).count()).toBe(0)
    expect(await ligne.getByRole('button', { name: /^Excusé/ }).count()).toBe(1)
    const nom = 'Absentee Ysolina'
    const absent = page.getByRole('button', { name: new RegExp(`^Absent : ${nom}`) })
    await collegue.goto('/accueil')
    await absent.click()
    await page.getByText('L’absence est notée').waitFor()
    await collegue.getByRole('button', { name: new RegExp(`^Pointer l’arrivée de ${nom}`) }).click()
    await collegue.getByText('vient de changer cette ligne').first().waitFor()
    await accessible(page)
    await page
      .getByRole('button', { name: new RegExp(`^Annuler ce qui vient d’être noté pour ${nom}`) })
      .click()
    await page.getByText('C’est annulé').waitFor()
    expect(
      await page.getByRole('button', { name: new RegExp(`^Pointer l’arrivée de ${nom}`) }).count(),
    ).toBe(1)
    await page.getByLabel('Nom', { exact: true }).fill('deuxsites')
    await page.getByLabel('Nom', { exact: true }).press('Enter')
    await page.getByText(/(attendue?|convocation) à Antenne de Saverne/).waitFor()
    await page.getByLabel('Site', { exact: true }).selectOption({ label: 'Antenne de Saverne' })
    await page.getByRole('button', { name: 'Afficher' }).click()
    await page.getByRole('button', { name: 'Pointer l’arrivée de Deuxsites' }).click()
    await page.getByText('1 personne attend').waitFor()
    await page.getByRole('link', { name: 'Qui est dans les locaux' }).click()
    await page.getByText('1 personne présente').waitFor()
    await accessible(page)
    for (const x of [page, collegue]) await x.close()
  })

  it('Une séance collective : plusieurs inscrits, complète, refusée avec les prochaines, feuille de présence, tous présents', async () => {
    await p.lire(
      `WITH agenda AS (INSERT INTO creneaux.agenda (entite_id, lieu_id, nom) SELECT l.entite_id, l.lieu_id, 'Salle des groupes' FROM creneaux.v_lieu l WHERE l.nom = 'Antenne de Strasbourg' RETURNING id)
       INSERT INTO creneaux.plage (agenda_id, types, du, au, jours, de, a, pas_minutes, capacite, collective, intitule)
       SELECT id, '{action_collective}', $1, '2026-12-31', '{2}', '11:00', '13:00', 120, 3, true, 'Estime de soi' FROM agenda`,
      LE,
    )
    const venus = await personnes(4, 'Groupier')
    const page = await p.page('ts.67')
    await page.goto('/agenda')
    await page.getByRole('link', { name: 'Séances collectives' }).click()
    await page.getByRole('link', { name: 'Estime de soi' }).first().click()
    await accessible(page)
    const inscrire = async (combienDeCases: number) => {
      await page.getByLabel('Noms ou numéros de dossier').fill('Groupier')
      await page.getByRole('button', { name: 'Chercher', exact: true }).last().click()
      const libres = page.locator('[name="dossiers[]"]:not([disabled])')
      for (let i = 0; i < combienDeCases; i += 1) await libres.nth(i).check()
      await page.getByRole('button', { name: 'Inscrire', exact: true }).click()
    }
    await inscrire(2)
    await page.getByText('2 personnes sont inscrites.').waitFor()
    await inscrire(2)
    await page.getByText('Il ne reste que 1 place pour 2 personnes.').first().waitFor()
    expect(await texteDe(page)).toContain('le mardi 1er décembre 2026 à 11 h 00 (3 places)')
    expect(await page.locator('[name="dossiers[]"]:checked').count()).toBe(2)
    await accessible(page)
    await page.locator('[name="dossiers[]"]:checked').last().uncheck()
    await page.getByRole('button', { name: 'Inscrire', exact: true }).click()
    await page.getByText('3 prises sur 3, complet').waitFor()
    await page.getByRole('button', { name: 'Retirer Groupier' }).first().click()
    await accessible(page)
    await page.getByRole('link', { name: 'Revenir à la séance' }).click()
    await page.getByRole('link', { name: 'Feuille de présence' }).click()
    expect(await page.locator('tbody tr').count()).toBe(3)
    await accessible(page)
    await page.getByRole('link', { name: 'Revenir à la séance' }).click()

    p.essai.avancer({ hours: 4 })
    await page.reload()
    await page.getByRole('button', { name: 'Tous présents' }).click()
    expect(await page.locator('[value=honoree]:checked').count()).toBe(3)
    await accessible(page)
    await page.getByRole('button', { name: 'Enregistrer les présences' }).click()
    await page.getByText('C’est noté pour 3 personnes.').waitFor()
    expect(
      await combien(
        "SELECT count(*) AS n FROM agenda.convocation WHERE dossier_id = ANY ($1) AND collective AND etat = 'honoree'",
        venus,
      ),
    ).toBe(3)
    await page.close()
  })
})

describe('Ce que les personnes reçoivent', () => {
  let quarante: string[] = []
  it('Un changement de lieu déplace 40 convocations, avec leurs messages', async () => {
    quarante = await personnes(40, 'Demenagel')
    await poser(quarante, { le: '2026-12-16', de: '09:00', antenne: 'Antenne de Saverne' })
    const [vers] = await p.lire<{ id: string }>(
      `INSERT INTO creneaux.lieu (entite_id, nom, nom_public, adresse, code_postal, commune, telephone, ouvre_a, ferme_a)
       SELECT entite_id, 'Maison des services', 'Maison des services', '12 quai du Canal', '67700', 'Saverne', '03 53 01 67 01', '08:00', '19:00' FROM creneaux.v_lieu WHERE nom = 'Antenne de Saverne' RETURNING id`,
    )
    const [de] = await p.lire<{ id: string }>(
      "SELECT lieu_id AS id FROM creneaux.v_lieu WHERE nom = 'Antenne de Saverne'",
    )
    const page = await p.page('dpip.67')
    await page.goto('/agenda')
    await page.getByRole('link', { name: 'Déménagement' }).click()
    await page.getByLabel('Lieu qui déménage').selectOption(de?.id ?? '')
    await page
      .getByLabel('Nouveau lieu')
      .first()
      .selectOption(vers?.id ?? '')
    await page.getByLabel('Premier jour au nouveau lieu').fill('2026-12-14')
    await page.getByRole('button', { name: 'Voir ce qui bouge' }).click()
    await page.getByText('40, pour 40 personnes').waitFor()
    await accessible(page)
    await page.getByRole('button', { name: 'Déménager' }).click()
    await page
      .getByText(/40 convocations? .*sont à Maison des services|40 convocation\(s\)/)
      .waitFor()
    expect(
      await combien(
        'SELECT count(*) AS n FROM agenda.convocation WHERE dossier_id = ANY ($1) AND lieu_id = $2',
        quarante,
        vers?.id,
      ),
    ).toBe(40)
    const messages = await p.lire<{ texte: string; etat: string }>(
      "SELECT texte, etat FROM messages.message WHERE dossier_id = ANY ($1) AND moment = 'modification' AND canal = 'sms'",
      quarante,
    )
    expect(messages).toHaveLength(40)
    expect(
      messages.every(
        m =>
          m.etat === 'a_envoyer' &&
          m.texte.includes('12 quai du Canal') &&
          /16 d.cembre 2026/.test(m.texte),
      ),
    ).toBe(true)
    await page.goto(`/dossiers/${quarante[0]}/convocations`)
    await page.locator('tbody tr').first().getByRole('link').click()
    expect(await texteDe(page)).toContain('12 quai du Canal')
    expect(await page.getByRole('table', { name: 'Historique' }).textContent()).toMatch(
      /Modifiée ; avant : .*Antenne de Saverne/,
    )
    await page.close()
  })

  it('La boîte d’envoi de la démonstration se lit ; le lien du message arrête tout, sans connexion', async () => {
    const ts = await p.page('dpip.67')
    await ts.goto('/messages')
    expect(await texteDe(ts)).toContain('Démonstration : aucun message ne part vraiment.')
    const ligne = ts.locator('tbody tr', { hasText: 'Demenagel' }).first()
    await ligne.locator('summary').click()
    const lien = /\/s\/[\w-]{12}/.exec((await ligne.textContent()) ?? '')?.[0] ?? ''
    expect(lien).not.toBe('')
    await accessible(ts)
    const [qui] = await p.lire<{ id: string }>(
      'SELECT dossier_id AS id FROM messages.lien_arret WHERE jeton = $1',
      lien.slice(3),
    )
    const enAttente = () =>
      combien(
        "SELECT count(*) AS n FROM messages.message WHERE dossier_id = $1 AND canal = 'sms' AND etat = 'a_envoyer'",
        qui?.id,
      )
    expect(await enAttente()).toBeGreaterThan(0)

    const libre = await p.page(null, { largeur: 320 })
    await libre.goto(lien)
    expect(await libre.locator('body').textContent()).not.toMatch(
      /Demenagel|SPIP|probation|convocation/i,
    )
    await accessible(libre)
    await libre.getByRole('button', { name: /Stop/ }).click()
    await libre.getByRole('heading', { name: 'C’est noté' }).waitFor()
    await accessible(libre)
    expect(
      await p.lire('SELECT canal, voie FROM messages.opposition WHERE dossier_id = $1', qui?.id),
    ).toContainEqual({
      canal: 'sms',
      voie: 'lien',
    })
    expect(await enAttente()).toBe(0)
    await ts.goto(`/dossiers/${qui?.id}/messages`)
    expect(await texteDe(ts)).toMatch(/ne plus recevoir|a demandé|s’oppose|Opposition/i)
    await accessible(ts)
    for (const x of [libre, ts]) await x.close()
  })

  it('Les écrans que seule une journée remplie montre sont accessibles eux aussi, jusqu’à 320 px', async () => {
    const [arrete] = await p.lire<{ d: string; id: string; m: string; c: string }>(
      `SELECT o.dossier_id AS d, o.id, m.id AS m, m.objet_id AS c FROM messages.opposition o JOIN messages.message m USING (dossier_id) WHERE o.canal = 'sms' LIMIT 1`,
    )
    const [attend] = await p.lire<{ d: string; m: string }>(
      "SELECT dossier_id AS d, id AS m FROM messages.message WHERE etat = 'a_envoyer' AND dossier_id = ANY ($1) LIMIT 1",
      quarante,
    )
    const [remise] = await p.lire<{ d: string; c: string }>(
      'SELECT dossier_id AS d, convocation_id AS c FROM bex.remise LIMIT 1',
    )
    expect(
      [arrete, attend, remise].every(x => x !== undefined),
      'les parcours d’avant ont rempli la journée',
    ).toBe(true)
    const duService = [
      ...[arrete, attend].flatMap(x => [
        `/messages/${x?.d}/${x?.m}`,
        `/messages/${x?.d}/${x?.m}/renvoyer`,
        `/messages/${x?.d}/${x?.m}/dit-par-telephone`,
      ]),
      `/dossiers/${arrete?.d}/messages`,
      `/dossiers/${arrete?.d}/messages/oppositions/${arrete?.id}/lever`,
      `/dossiers/${arrete?.d}/convocations/${arrete?.c}`,
      '/messages?etat=a_envoyer',
      '/agenda/sans-suite?qui=service',
      '/accueil',
      '/calendriers/jour',
      '/statistiques',
    ]
    const auTribunal = ['/bex/tableau?vue=jour', `/bex/convocations/${remise?.d}/${remise?.c}`]
    for (const [qui, urls] of [
      ['dpip.67', duService],
      ['bex.strasbourg', auTribunal],
    ] as const) {
      const pages = [await p.page(qui), await p.page(qui)]
      await visiter(pages, urls)
      for (const page of pages) await page.close()
    }
  })
})
