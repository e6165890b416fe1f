import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'

let essai: Essai
let plateforme: Plateforme
let navigateur: Navigateur
let plageId = ''
let page = ''
const numeros: string[] = []
const dossiers: string[] = []
beforeAll(async () => {
  essai = await nouvelEssai()
  await essai.proprietaire.query(
    "UPDATE agenda.convocation SET etat = 'honoree' WHERE etat = 'prevue'",
  )
  const { rows } = await essai.proprietaire.query<{ id: string }>(
    `WITH lieu AS (SELECT id, service_id FROM moyens.antenne WHERE nom = 'Antenne de Strasbourg'),
          agenda AS (INSERT INTO creneaux.agenda (entite_id, lieu_id, nom) SELECT service_id, id, 'Salle des groupes' FROM lieu RETURNING id)
     INSERT INTO creneaux.plage (agenda_id, types, du, au, jours, de, a, pas_minutes, capacite, collective, intitule)
     SELECT id, '{action_collective}', '2026-11-24', '2026-12-31', '{3}', '10:00', '12:00', 120, 3, true, 'Estime de soi' FROM agenda RETURNING id`,
  )
  plageId = rows[0]?.id ?? ''
  page = `/agenda/seances/${plageId}/2026-11-25/10:00`
  for (const prenoms of ['Aline', 'Bruno', 'Carole', 'Denis']) {
    const fait = await executer(essai.hote, await essai.agent('ts.67'), creerDossier, {
      nom: 'Seancier',
      prenoms,
      naissanceLe: '1985-01-01',
      confirme: 'oui',
    })
    dossiers.push(fait.dossierId)
    const lu = await essai.proprietaire.query<{ numero: string }>(
      'SELECT numero FROM dossiers.v_identite WHERE dossier_id = $1',
      [fait.dossierId],
    )
    numeros.push(lu.rows[0]?.numero ?? '')
  }
  plateforme = await application(essai)
  navigateur = await new Navigateur(plateforme).entrer('ts.67')
}, 60_000)
afterAll(async () => {
  await plateforme.app.close()
  await essai.fermer()
})
/** A session of this very day, three hours ahead. */
async function plageDuJour(): Promise<string> {
  const { rows } = await essai.proprietaire.query<{ id: string }>(
    `WITH lieu AS (SELECT id, service_id FROM moyens.antenne WHERE nom = 'Antenne de Strasbourg'),
          agenda AS (INSERT INTO creneaux.agenda (entite_id, lieu_id, nom) SELECT service_id, id, 'Salle du soir' FROM lieu RETURNING id)
     INSERT INTO creneaux.plage (agenda_id, types, du, au, jours, de, a, pas_minutes, capacite, collective, intitule)
     SELECT id, '{action_collective}', '2026-11-25', '2026-11-25', '{3}', '16:00', '17:00', 60, 8, true, 'Le soir' FROM agenda RETURNING id`,
  )
  return rows[0]?.id ?? ''
}
const requetes = (donnees: { entetes: Record<string, unknown> }) =>
  Number(/desc="(\d+)"/.exec(String(donnees.entetes['server-timing']))?.[1])

describe('Une séance collective, de la liste à la feuille de présence', () => {
  it('Les séances à venir, avec leurs places', async () => {
    const reponse = await navigateur.ouvrir('/agenda/seances')
    expect(reponse.statut).toBe(200)
    expect(reponse.texte).toContain('Estime de soi')
    expect(reponse.texte).toContain('0 sur 3')
    expect(requetes(reponse)).toBeLessThanOrEqual(14)
    const greffe = await new Navigateur(plateforme).entrer('greffe.saverne')
    expect((await greffe.ouvrir('/agenda/seances')).texte).toContain('Aucune séance du')
  })
  it('On cherche plusieurs personnes à la fois, par numéro et par nom, et on les inscrit', async () => {
    const reponse = await navigateur.ouvrir(
      `${page}?q=${encodeURIComponent(`${numeros[0]}, ${numeros[1]}`)}`,
    )
    for (const dossier of dossiers.slice(0, 2))
      expect(reponse.texte).toContain(`value="${dossier}"`)
    expect(reponse.texte).not.toContain(`value="${dossiers[2]}"`)
    expect(requetes(reponse)).toBeLessThanOrEqual(14)
    expect((await navigateur.ouvrir(`${page}?q=Seancier`)).texte).toContain('Seancier Carole')
    const champs = {
      type: 'action_collective',
      _q: 'Seancier',
      prevenir: 'oui',
      'dossiers[0]': dossiers[0] ?? '',
      'dossiers[1]': dossiers[1] ?? '',
    }
    const fait = await navigateur.envoyer(`${page}/inscrire`, champs, page)
    expect([fait.statut, fait.vers]).toEqual([303, page])
    const apres = (await navigateur.ouvrir(page)).texte
    expect(apres).toContain('2 personnes inscrites')
    expect(apres).toContain('2 prises sur 3, 1 libre')
  })
  it('Complète : le refus garde la recherche et les cases, et dit où il reste de la place', async () => {
    const champs = {
      type: 'action_collective',
      _q: 'Seancier',
      'dossiers[0]': dossiers[2] ?? '',
      'dossiers[1]': dossiers[3] ?? '',
    }
    const reponse = await navigateur.envoyer(`${page}/inscrire`, champs, page)
    expect(reponse.statut).toBe(422)
    expect(reponse.texte).toContain('Il ne reste que 1 place pour 2 personnes.')
    expect(reponse.texte).toContain('le mercredi 2 décembre 2026 à 10 h 00 (3 places)')
    expect(reponse.texte).toMatch(new RegExp(`value="${dossiers[2]}"[^>]*checked`))
    const rien = await navigateur.envoyer(
      `${page}/inscrire`,
      { type: 'action_collective', _q: 'Seancier' },
      page,
    )
    expect(rien.texte).toContain('Cochez au moins une personne.')
  })
  it('La feuille de présence porte les noms et rien qui dise pourquoi', async () => {
    const reponse = await navigateur.ouvrir(`${page}/emargement`)
    expect(reponse.statut).toBe(200)
    expect(reponse.texte).toContain('Seancier Aline')
    expect(reponse.texte).not.toContain(numeros[0])
    expect(reponse.texte).not.toMatch(/SPIP|probation|justice/i)
  })
  it('Rien n’est coché d’avance ; « Tous présents » coche sans enregistrer ; puis on enregistre', async () => {
    essai.avancer({ hours: 28 })
    const frais = await new Navigateur(plateforme).entrer('ts.67')
    const avant = (await frais.ouvrir(page)).texte
    // Ticked alone, it comes back too.
    const seule = (await frais.ouvrir(`${page}?prevenirAbsents=oui`)).texte
    expect(/<input[^>]*prevenirAbsents[^>]*>/.exec(seule)?.[0]).toContain('checked')
    expect(avant).not.toMatch(/type="radio"[^>]*checked/)
    const { rows } = await essai.proprietaire.query<{ id: string; dossier_id: string }>(
      'SELECT c.id, c.dossier_id FROM agenda.convocation c JOIN dossiers.personne x USING (dossier_id) WHERE c.plage_id = $1 ORDER BY x.prenoms',
      [plageId],
    )
    const champs = Object.fromEntries(
      rows.flatMap((ligne, i) => [
        [`issues[${i}][dossierId]`, ligne.dossier_id],
        [`issues[${i}][convocationId]`, ligne.id],
        [`issues[${i}][vu]`, 'prevue'],
      ]),
    )
    const coche = await frais.envoyer(
      `${page}/issues`,
      { ...champs, _geste: 'tous-presents' },
      page,
    )
    expect(coche.statut).toBe(200)
    expect(coche.texte.match(/value="honoree"[^>]*checked/g)).toHaveLength(2)
    const etats = async () =>
      (
        await essai.proprietaire.query<{ etat: string }>(
          'SELECT etat FROM agenda.convocation WHERE plage_id = $1 ORDER BY etat',
          [plageId],
        )
      ).rows.map(ligne => ligne.etat)
    expect(await etats()).toEqual(['prevue', 'prevue'])
    expect((await frais.envoyer(`${page}/issues`, champs, page)).texte).toContain(
      'Notez ce qui s’est passé pour au moins une personne.',
    )
    const fait = await frais.envoyer(
      `${page}/issues`,
      { ...champs, 'issues[0][etat]': 'honoree', 'issues[1][etat]': 'manquee' },
      page,
    )
    expect(fait.statut).toBe(303)
    expect(await etats()).toEqual(['honoree', 'manquee'])
    expect((await frais.ouvrir(page)).texte).toContain('2 prises sur 3, 1 libre')
    expect((await frais.ouvrir('/agenda/seances')).texte).not.toContain('Séances passées à noter')
  })
  it('Pointer ou retirer une personne garde ce qui est coché pour les autres, et la recherche', async () => {
    const groupe = await plageDuJour()
    const ici = `/agenda/seances/${groupe}/2026-11-25/16:00`
    const agent = await new Navigateur(plateforme).entrer('ts.67')
    const inscription = {
      type: 'action_collective',
      ...Object.fromEntries(dossiers.slice(0, 3).map((dossier, i) => [`dossiers[${i}]`, dossier])),
    }
    expect((await agent.envoyer(`${ici}/inscrire`, inscription, ici)).statut).toBe(303)
    const { rows } = await essai.proprietaire.query<{ id: string; dossier_id: string }>(
      'SELECT c.id, c.dossier_id FROM agenda.convocation c JOIN dossiers.personne x USING (dossier_id) WHERE c.plage_id = $1 ORDER BY x.prenoms',
      [groupe],
    )
    const [aline, bruno, carole] = rows.map(ligne => `${ligne.dossier_id}/${ligne.id}`)
    const coche = (rang: number, quoi: string) =>
      new RegExp(`id="issue-${rang}-${quoi}"[^>]*checked`)
    const lignes = rows.flatMap((ligne, i) => [
      [`issues[${i}][dossierId]`, ligne.dossier_id],
      [`issues[${i}][convocationId]`, ligne.id],
      [`issues[${i}][vu]`, 'prevue'],
    ])
    const tenu = {
      ...Object.fromEntries(lignes),
      'issues[1][etat]': 'excusee',
      'issues[2][etat]': 'honoree',
      prevenirAbsents: 'oui',
    }
    const pointe = await agent.envoyer(`${ici}/arrivee/${aline}?vu=attendue&q=Seancier`, tenu, ici)
    expect(pointe.statut).toBe(303)
    const apres = (await agent.ouvrir(pointe.vers ?? '')).texte
    expect(apres).toContain('L’arrivée est pointée.')
    expect(apres).toMatch(coche(1, 'excusee'))
    expect(apres).toMatch(coche(2, 'honoree'))
    expect(apres).not.toMatch(/id="issue-0-[^>]*checked/)
    expect(apres).toMatch(/id="q"[^>]*value="Seancier"/)
    const retrait = await agent.envoyer(
      `${ici}/retirer/${bruno}`,
      { ...tenu, _geste: 'preparer' },
      ici,
    )
    expect(retrait.statut).toBe(200)
    expect(retrait.texte).toMatch(/name="prevenir"[^>]*checked/)
    const coches = /name="coches" value="([^"]+)"/.exec(retrait.texte)?.[1] ?? ''
    const retire = await agent.envoyer(`${ici}/retirer/${bruno}`, { coches }, ici)
    // Bruno has left the list: what was ticked for Carole follows her, not her rank.
    const sansBruno = (await agent.ouvrir(retire.vers ?? '')).texte
    expect(sansBruno).toMatch(coche(1, 'honoree'))
    expect(sansBruno).not.toMatch(/id="issue-0-[^>]*checked/)
    const refuse = await agent.envoyer(`${ici}/arrivee/${aline}?vu=attendue`, tenu, ici)
    expect(refuse.statut).toBe(422)
    expect(refuse.texte).toMatch(coche(1, 'honoree'))
    // What another agent noted meanwhile is not hidden under a former tick.
    await essai.proprietaire.query("UPDATE agenda.convocation SET etat = 'manquee' WHERE id = $1", [
      carole?.slice(37),
    ])
    expect((await agent.ouvrir(pointe.vers ?? '')).texte).not.toMatch(coche(1, 'honoree'))
    await essai.proprietaire.query(
      "UPDATE agenda.convocation SET etat = 'annulee' WHERE plage_id = $1",
      [groupe],
    )
  })
  it('Une personne morte quitte la liste, et la page le dit', async () => {
    const { rows } = await essai.proprietaire.query<{ dossierId: string; nom: string }>(
      `SELECT c.dossier_id AS "dossierId", i.nom_complet AS nom FROM agenda.convocation c JOIN dossiers.v_identite i USING (dossier_id)
       WHERE c.plage_id = $1 AND c.le = '2026-11-25' LIMIT 1`,
      [plageId],
    )
    const [qui] = rows
    const avant = await essai.proprietaire.query(
      'SELECT id, etat FROM agenda.convocation WHERE plage_id = $1 AND dossier_id = $2',
      [plageId, qui?.dossierId],
    )
    const mettre = async (etat: string, decedeLe: string | null) => {
      await essai.proprietaire.query('UPDATE agenda.convocation SET etat = $2 WHERE id = $1', [
        avant.rows[0]?.id,
        etat,
      ])
      await essai.proprietaire.query(
        'UPDATE dossiers.dossier SET decede_le = $2 WHERE dossier_id = $1',
        [qui?.dossierId, decedeLe],
      )
    }
    await mettre('annulee', '2026-11-20')
    expect((await navigateur.ouvrir(page)).texte).toMatch(
      new RegExp(
        `${qui?.nom}</a> n’est plus sur la liste : décès le <time datetime="2026-11-20">`,
        'i',
      ),
    )
    await mettre('annulee', null)
    expect((await navigateur.ouvrir(page)).texte).not.toContain('n’est plus sur la liste')
    await mettre(avant.rows[0]?.etat, null)
  })
  it('D’un autre service, la séance n’existe pas ; une adresse qui n’est pas une séance non plus', async () => {
    const ailleurs = await new Navigateur(plateforme).entrer('ts.57')
    expect((await ailleurs.ouvrir(page)).statut).toBe(404)
    const ici = await new Navigateur(plateforme).entrer('ts.67')
    expect((await ici.ouvrir(`/agenda/seances/${plageId}/2026-12-02/11:00`)).statut).toBe(404)
    expect((await ici.ouvrir(`/agenda/seances/${plageId}/2026-12-02/10:00`)).statut).toBe(200)
  })
  it('Une séance que l’agenda ne tient plus reste montrée tant que quelqu’un y est convoqué', async () => {
    const ts = await new Navigateur(plateforme).entrer('ts.67')
    const suivante = `/agenda/seances/${plageId}/2026-12-09/10:00`
    const fait = await ts.envoyer(
      `${suivante}/inscrire`,
      { type: 'action_collective', 'dossiers[0]': dossiers[3] ?? '' },
      suivante,
    )
    expect(fait.statut).toBe(303)
    await essai.proprietaire.query("UPDATE creneaux.plage SET au = '2026-12-08' WHERE id = $1", [
      plageId,
    ])
    expect((await ts.ouvrir('/agenda/seances')).texte).toContain('Séances hors de l’agenda')
    const reponse = await ts.ouvrir(suivante)
    expect(reponse.texte).toContain('Cette séance n’est plus dans l’agenda')
    expect(reponse.texte).not.toContain('Inscrire des personnes')
  })
})
