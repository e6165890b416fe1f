import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai, ouvrirA } from '../../tests/base.ts'
import { accomplirActe } from '../mesures/index.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { installerReactions } from '../reactions.ts'
import {
  accepterTransfert,
  affecter,
  cloturer,
  creerDossier,
  fusionner,
  proposerTransfert,
  rouvrir,
} from './index.ts'

let e: Essai
let p: Plateforme
let dpip = ''
let ts = ''
beforeAll(async () => {
  installerReactions()
  e = await nouvelEssai()
  p = await application(e)
  dpip = await e.agent('dpip.67')
  ts = await e.agent('ts.67')
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const un = async <T extends object>(sql: string, valeurs: unknown[] = []): Promise<T> => {
  const { rows } = await e.proprietaire.query<T>(sql, valeurs)
  if (!rows[0]) throw new Error('nothing found')
  return rows[0]
}
let n = 0
const nouveau = async () => {
  n += 1
  const personne = {
    nom: `Clôturien${n}x`,
    prenoms: `Oswald${n}`,
    naissanceLe: '1988-02-29',
    confirme: 'oui',
  }
  return (await executer(e.hote, ts, creerDossier, personne as never)).dossierId
}
const clore = (dossierId: string, plus: object = {}) =>
  executer(e.hote, dpip, cloturer, { dossierId, motif: 'fin_de_mesure', ...plus } as never)

/**
 * A person of the service with a live measure, a convocation to come, and nothing that only another
 * act would end.
 */
async function suivi() {
  const trouve = await un<{ d: string; m: string; c: string }>(
    `SELECT c.dossier_id AS d, m.mesure_id AS m, c.id AS c FROM agenda.convocation c JOIN mesures.v_mesure m USING (dossier_id) JOIN dossiers.prise_en_charge p USING (dossier_id)
     JOIN dossiers.dossier x USING (dossier_id)
     WHERE c.etat = 'prevue' AND m.finie_le IS NULL AND p.fin_a IS NULL AND x.clos_a IS NULL AND p.service_id = (SELECT service_id FROM moyens.agent WHERE id = $1)
     AND NOT EXISTS (SELECT 1 FROM magistrats.v_saisine s WHERE s.dossier_id = c.dossier_id AND s.close_a IS NULL)
     AND NOT EXISTS (SELECT 1 FROM magistrats.rapport r WHERE r.dossier_id = c.dossier_id AND r.etat IN ('soumis', 'valide'))
     AND NOT EXISTS (SELECT 1 FROM mesures.v_attente_saisine a WHERE a.dossier_id = c.dossier_id)
     AND NOT EXISTS (SELECT 1 FROM dossiers.transfert t WHERE t.dossier_id = c.dossier_id AND t.etat = 'propose')
     AND NOT EXISTS (SELECT 1 FROM agenda.convocation y WHERE y.dossier_id = c.dossier_id AND y.etat = 'prevue' AND y.id <> c.id)
     AND c.le < '2026-12-01' ORDER BY c.id LIMIT 1`,
    [dpip],
  )
  await e.proprietaire.query("UPDATE agenda.convocation SET le = '2026-12-15' WHERE id = $1", [
    trouve.c,
  ])
  return trouve
}

describe('Un dossier clos puis rouvert le même jour', () => {
  it('« rouvert » se lit au-dessus de « clos » ; l’historique dit qui, quand et pourquoi ; qui l’ouvrirait de nouveau le retrouve', async () => {
    const d = await nouveau()
    await clore(d)
    const direction = await new Navigateur(p).entrer('dpip.67')
    const { nom, prenoms } = await un<{ nom: string; prenoms: string }>(
      'SELECT nom, prenoms FROM dossiers.personne WHERE dossier_id = $1',
      [d],
    )
    const semblable = { nom, prenoms, naissanceLe: '1988-02-29' }
    const refuse = await direction.envoyer('/dossiers/nouveau', semblable)
    expect(refuse.texte).toContain('clos le')
    expect(refuse.texte).toContain(`href="/dossiers/${d}/rouvrir"`)
    e.avancer({ minutes: 5 })
    await executer(e.hote, dpip, rouvrir, { dossierId: d, motif: 'Nouvelle condamnation' })
    for (const page of [`/dossiers/${d}`, `/dossiers/${d}/chronologie`]) {
      const { texte } = await direction.ouvrir(page)
      expect(texte.indexOf('Dossier rouvert'), page).toBeGreaterThan(0)
      expect(texte.indexOf('Dossier rouvert'), page).toBeLessThan(texte.indexOf('Dossier clos'))
    }
    const histoire = (await direction.ouvrir(`/dossiers/${d}/historique`)).texte
    for (const mots of ['Clôtures et réouvertures', 'Nouvelle condamnation'])
      expect(histoire).toContain(mots)
  })
})

describe('Clore un dossier (C1.1, C9.1)', () => {
  it('ce qui est en cours est dit, compté et relié à ce qui y met fin ; rien n’est clos ni annulé tant qu’il en reste', async () => {
    const { d, m, c } = await suivi()
    const page = await (await new Navigateur(p).entrer('dpip.67')).ouvrir(`/dossiers/${d}/cloturer`)
    expect(page.texte).toContain('court encore.')
    expect(page.texte).toContain(`href="/dossiers/${d}/mesures/${m}"`)
    expect(page.texte).toContain('Annuler toutes les convocations à venir')
    await expect(
      clore(d, { convocations: 'oui', devoirs: 'Sans objet.', rapports: 'oui' }),
    ).rejects.toThrow('ne peut pas encore être clos')
    expect(
      (await un<{ etat: string }>('SELECT etat FROM agenda.convocation WHERE id = $1', [c])).etat,
    ).toBe('prevue')
    expect(
      (
        await un<{ clos_a: string | null }>(
          'SELECT clos_a FROM dossiers.dossier WHERE dossier_id = $1',
          [d],
        )
      ).clos_a,
    ).toBeNull()
  })

  it('les convocations à venir s’annulent d’une case, avec leur motif ; sans la case, elles refusent', async () => {
    const { d, c } = await suivi()
    const { rows } = await e.proprietaire.query<{ m: string }>(
      'SELECT mesure_id AS m FROM mesures.v_mesure WHERE dossier_id = $1 AND finie_le IS NULL',
      [d],
    )
    for (const { m } of rows)
      await executer(e.hote, dpip, accomplirActe, {
        dossierId: d,
        mesureId: m,
        acte: 'deces',
        le: LE,
        auteur: 'loi',
      } as never)
    // The end of the last measure has cancelled it: somebody convokes again.
    await e.proprietaire.query("UPDATE agenda.convocation SET etat = 'prevue' WHERE id = $1", [c])
    await expect(clore(d, { devoirs: 'Sans objet.', rapports: 'oui' })).rejects.toThrow(
      'ne peut pas encore être clos',
    )
    await clore(d, { convocations: 'oui', devoirs: 'Sans objet.', rapports: 'oui' })
    expect(
      await un(
        'SELECT etat, motif FROM agenda.etat_de_convocation WHERE convocation_id = $1 ORDER BY a DESC LIMIT 1',
        [c],
      ),
    ).toEqual({
      etat: 'annulee',
      motif: 'Clôture du dossier',
    })
    await expect(clore(d)).rejects.toThrow('Ce dossier est clos depuis le 24/11/2026')
  })

  it('la convocation d’une juridiction ne s’annule pas avec les autres : elle se demande, et le dossier reste ouvert', async () => {
    const dossierId = await nouveau()
    const { id } = await un<{ id: string }>(
      `INSERT INTO agenda.convocation (dossier_id, juridiction_id, agent_id, type, lieu, adresse, le, heure, duree_minutes, creee_par)
       SELECT $1, j.juridiction_id, j.id, t.cle, 'Tribunal', '1 rue', '2027-02-03', '07:00', 30, j.id FROM moyens.agent j
       JOIN creneaux.type t ON t.entite_id = j.juridiction_id AND NOT 'travailleur_social' = ANY (t.fonctions) AND NOT 'dpip' = ANY (t.fonctions)
       WHERE j.id = $2 LIMIT 1 RETURNING id`,
      [dossierId, await e.agent('jap.strasbourg')],
    )
    await expect(clore(dossierId, { convocations: 'oui' })).rejects.toThrow(
      'ne peut pas encore être clos',
    )
    const nav = await new Navigateur(p).entrer('dpip.67')
    expect((await nav.ouvrir(`/dossiers/${dossierId}/cloturer`)).texte).toMatch(
      /prévue le 03\/02\/2027 à 7 h 00 par .*demandez-lui de l’annuler/,
    )
    expect(
      (await un<{ etat: string }>('SELECT etat FROM agenda.convocation WHERE id = $1', [id])).etat,
    ).toBe('prevue')
  })

  it('rouvrir demande un motif, le garde, le dit au référent et le montre dans le fil', async () => {
    const d = await nouveau()
    await clore(d)
    const page = await new Navigateur(p).entrer('dpip.67')
    expect((await page.ouvrir(`/dossiers/${d}`)).texte).toContain(
      'il se lit, et ne reçoit plus rien',
    )
    expect((await page.envoyer(`/dossiers/${d}/rouvrir`, { motif: '' })).texte).toContain(
      'Dites pourquoi le dossier est rouvert.',
    )
    expect(
      (await page.envoyer(`/dossiers/${d}/rouvrir`, { motif: 'Nouvelle condamnation' })).statut,
    ).toBe(303)
    const fil = (await page.ouvrir(`/dossiers/${d}/chronologie`)).texte
    expect(fil).toContain('Dossier clos : Fin de la dernière mesure')
    expect(fil).toContain('Nouvelle condamnation')
    expect(
      (
        await un<{ n: number }>(
          "SELECT count(*)::int AS n FROM dossiers.nouvelle WHERE dossier_id = $1 AND nature = 'dossier_rouvert'",
          [d],
        )
      ).n,
    ).toBe(2)
    await expect(
      executer(e.hote, dpip, rouvrir, { dossierId: d, motif: 'Encore' }),
    ).rejects.toThrow('déjà ouvert')
  })

  it('seul le service qui suit clôt et rouvre', async () => {
    const d = await nouveau()
    const voisin = await e.agent('dpip.57')
    await ouvrirA(e, d, voisin, 'transfert_propose')
    const clos = executer(e.hote, voisin, cloturer, { dossierId: d, motif: 'erreur' } as never)
    await expect(clos).rejects.toThrow('vous est seulement proposé')
    await clore(d, { motif: 'erreur' })
    await expect(
      executer(e.hote, voisin, rouvrir, { dossierId: d, motif: 'Essai' }),
    ).rejects.toThrow('Ceci s’écrit par le service qui la suit')
  })

  it('un dossier clos ne pèse plus dans la charge de son référent', async () => {
    const charge = async () => {
      const autre = await nouveau()
      const { texte } = await (await new Navigateur(p).entrer('dpip.67')).ouvrir(
        `/dossiers/${autre}/affecter`,
      )
      return Number(new RegExp(`value="${ts}"[^>]*>[^(]*\\((\\d+) dossier`).exec(texte)?.[1])
    }
    const avant = await charge()
    const d = await nouveau()
    await clore(d, { motif: 'erreur' })
    // The dossier opened to look at the list is followed too: one more, not two.
    expect(await charge()).toBe(avant + 1)
    await expect(
      executer(e.hote, dpip, affecter, { dossierId: d, referentId: dpip } as never),
    ).rejects.toThrow('Ce dossier est clos')
  })

  it('la prise en charge dit toujours elle-même si le dossier est clos : ouvert, clos, rouvert, affecté, transféré, fusionné, et dans toute la base', async () => {
    const clos = async (dossierId: string) => {
      const { rows } = await e.proprietaire.query(
        `SELECT p.dossier_id FROM dossiers.prise_en_charge p JOIN dossiers.dossier d USING (dossier_id)
         WHERE p.fin_a IS NULL AND p.dossier_clos <> (d.clos_a IS NOT NULL OR d.fusionne_dans IS NOT NULL)`,
      )
      expect(rows).toEqual([])
      return (
        await un<{ dit: boolean }>(
          'SELECT dossier_clos AS dit FROM dossiers.prise_en_charge WHERE dossier_id = $1 AND fin_a IS NULL',
          [dossierId],
        )
      ).dit
    }
    const d = await nouveau()
    expect(await clos(d)).toBe(false)
    await clore(d)
    expect(await clos(d)).toBe(true)
    await executer(e.hote, dpip, rouvrir, { dossierId: d, motif: 'Nouvelle condamnation' })
    expect(await clos(d)).toBe(false)
    await executer(e.hote, dpip, affecter, {
      dossierId: d,
      referentId: await e.agent('ts2.67'),
    } as never)
    expect(await clos(d)).toBe(false)
    const { id: vers } = await un<{ id: string }>(
      'SELECT service_id AS id FROM moyens.agent WHERE id = $1',
      [await e.agent('dpip.57')],
    )
    const { transfertId } = await executer(e.hote, dpip, proposerTransfert, {
      dossierId: d,
      versServiceId: vers,
      motif: 'Déménagement',
    })
    await executer(e.hote, await e.agent('dpip.57'), accepterTransfert, {
      dossierId: d,
      transfertId,
      convocations: 'garder',
    })
    expect(await clos(d)).toBe(false)
    const [garde, absorbe] = [await nouveau(), await nouveau()]
    const { numero } = await un<{ numero: string }>(
      'SELECT numero FROM dossiers.dossier WHERE dossier_id = $1',
      [absorbe],
    )
    await executer(e.hote, dpip, fusionner, {
      dossierId: garde,
      absorbeNumero: numero,
      motif: 'La même personne',
    })
    expect(await clos(garde)).toBe(false)
  })
})
